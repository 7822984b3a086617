import { sentBook, type TypedBook, type TypedField } from '../book/form'

/** A field that books can differ in; each field of the reader's own is one by itself. */
export type MergeField = Exclude<TypedField, 'custom'> | `custom.${string}`

/** Which value is kept: that of the book at this place, or all of them together. */
export type Choice = number | 'all'

/** A value that at least one of the books has. */
export interface Option {
  choice: Choice
  /** The places of the books that have it. */
  of: number[]
  /** A book with this value in the field, to be shown. */
  book: TypedBook
}

/** A field in which the books differ. */
export interface Question {
  field: MergeField
  options: Option[]
  suggested: Choice
  /** Whether two books say different things, rather than one something and the other nothing. */
  contested: boolean
}

/** Lists that can be put together. */
const LISTS = ['contributors', 'series', 'identifiers', 'tags'] as const
/** Texts that can follow one another. */
const TEXTS = ['description', 'review', 'notes'] as const
/** What is put together unless the person says otherwise: nothing of it contradicts anything. */
const TOGETHER = ['series', 'identifiers', 'tags', ...TEXTS]

const isOneOf = <T extends string>(all: readonly T[], field: string): field is T =>
  (all as readonly string[]).includes(field)

/** What a book says in a field: equal for two books that say the same, blank for one that says nothing. */
function said(book: TypedBook, field: MergeField): string {
  if (field.startsWith('custom.')) return customValue(book, field)
  const value = sentBook(book)[field as Exclude<TypedField, 'custom'>]
  if (value === null || value === false || (Array.isArray(value) && value.length === 0)) return ''
  return JSON.stringify(value)
}

export const customValue = (book: TypedBook, field: string) =>
  book.custom.find((one) => `custom.${one.field}` === field)?.value ?? ''

function fieldsOf(books: readonly TypedBook[]): MergeField[] {
  const own = new Set(books.flatMap(({ custom }) => custom.map(({ field }) => `custom.${field}` as const)))
  const known = Object.keys(books[0] ?? {}).filter((field) => field !== 'tag' && field !== 'custom')
  return [...(known as Exclude<TypedField, 'custom'>[]), ...own]
}

/** What has to be decided when these books become one, the book at `kept` being the one that stays. */
export function questions(books: readonly TypedBook[], kept: number): Question[] {
  return fieldsOf(books).flatMap((field) => {
    const values = new Map<string, number[]>()
    books.forEach((book, at) => {
      const value = said(book, field)
      values.set(value, [...(values.get(value) ?? []), at])
    })
    if (values.size < 2) return []
    const spoken = [...values].filter(([value]) => value !== '')
    const contested = spoken.length > 1
    const options = [...values].map(([, of]): Option => ({
      choice: of[0] ?? 0,
      of,
      book: books[of[0] ?? 0] as TypedBook,
    }))
    const joined = contested && (isOneOf(LISTS, field) || isOneOf(TEXTS, field)) ? together(books, kept, field) : null
    // One of them may have all that the others have: then nothing is to be put together.
    const whole = joined === null ? undefined : values.get(said(joined, field))
    const all = whole === undefined ? joined : null
    if (all !== null) options.push({ choice: 'all', of: [], book: all })
    const own = spoken.find(([, of]) => of.includes(kept)) ?? spoken[0]
    const whatOwnSays = own?.[1][0] ?? 0
    const suggested = TOGETHER.includes(field) && joined !== null ? (whole?.[0] ?? 'all') : whatOwnSays
    return [{ field, options, suggested, contested }]
  })
}

/** What is kept of a field: the person's choice so long as it is there, and what is suggested otherwise. */
export function chosen({ field, options, suggested }: Question, choices: ReadonlyMap<MergeField, Choice>): Choice {
  const choice = choices.get(field)
  return choice !== undefined && options.some((option) => option.choice === choice) ? choice : suggested
}

/** The book that comes of them. What was not chosen is as it is suggested. */
export function mergedBook(
  books: readonly TypedBook[],
  kept: number,
  choices: ReadonlyMap<MergeField, Choice>,
): TypedBook {
  const result = structuredClone(books[kept] as TypedBook)
  for (const question of questions(books, kept)) {
    const { field } = question
    const choice = chosen(question, choices)
    const from = question.options.find((option) => option.choice === choice)?.book
    if (from === undefined) continue
    if (field.startsWith('custom.')) {
      const id = field.slice('custom.'.length)
      const value = customValue(from, field)
      result.custom = result.custom.filter((one) => one.field !== id)
      if (value !== '') result.custom.push({ field: id, value })
    } else {
      Object.assign(result, structuredClone({ [field]: from[field as TypedField] }))
    }
  }
  return result
}

/** The field of all books as one, the kept one's first: lists without doubles, texts one after the other. */
function together(
  books: readonly TypedBook[],
  kept: number,
  field: (typeof LISTS)[number] | (typeof TEXTS)[number],
): TypedBook {
  const base = books[kept] as TypedBook
  const ordered = [base, ...books.filter((_, at) => at !== kept)]
  if (field === 'series') return { ...base, series: oneOfEach(ordered.flatMap(({ series }) => series)) }
  if (isOneOf(TEXTS, field)) {
    const texts = ordered.map((book) => book[field].trim()).filter((text) => text !== '')
    return { ...base, [field]: distinct(texts, (text) => text).join('\n\n') }
  }
  return {
    ...base,
    [field]: distinct(
      ordered.flatMap((book): unknown[] => sentBook(book)[field]),
      sameRow,
    ),
  }
}

/** Each series, spelled as it comes first, at every number that is given; without one only where none is given. */
function oneOfEach(places: TypedBook['series']): TypedBook['series'] {
  const named = places.filter(({ name }) => name.trim() !== '')
  const isNumbered = ({ number }: { number: string }) => number.trim() !== ''
  return distinct(named, ({ name }) => sameRow(name.trim())).flatMap((place) => {
    const here = named.filter(({ name }) => sameRow(name.trim()) === sameRow(place.name.trim()))
    const numbered = distinct(here.filter(isNumbered), ({ number }) => sameRow(number.trim()))
    return numbered.length > 0 ? numbered.map(({ number }) => ({ name: place.name, number })) : [place]
  })
}

/** Case says nothing of whether a tag or a person is another one. */
const sameRow = (row: unknown) => JSON.stringify(row).toLocaleLowerCase()

/** The first of each. */
function distinct<T>(list: readonly T[], key: (one: T) => string): T[] {
  const seen = new Set<string>()
  return list.filter((one) => !seen.has(key(one)) && seen.add(key(one)))
}
