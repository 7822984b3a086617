import type { Book, Change, NameDetails, NameForm, NameId, NameKind, NameOrder, NameRow, NamesPage } from '../model'
import { invalid, refuse } from './errors'
import type { FakeLibrary } from './library'
import { fold, rowOf } from './rows'
import { alsoSpelled, bears, idOfName, namesOf } from './within'

type Args = Record<string, unknown>

const sortNames = new WeakMap<FakeLibrary, Map<NameId, string>>()
const sortNamesOf = (library: FakeLibrary) => sortNames.get(library) ?? new Map<NameId, string>()

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
const kept = (library: FakeLibrary) => [...library.books.values()].filter(({ trashed }) => trashed === null)

function rows(library: FakeLibrary, kind: NameKind): NameRow[] {
  const counts = new Map<string, number>()
  for (const book of kept(library)) {
    for (const name of new Set(namesOf(book, kind))) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, books]) => {
    const id = idOfName(kind, name)
    return { id, name, sortName: sortNamesOf(library).get(id) ?? null, books }
  })
}

/** People stand by the last word of their name. */
const key = (kind: NameKind, { name, sortName }: NameRow) =>
  sortName ?? (kind === 'person' ? `${name.split(' ').at(-1)} ${name}` : name)

function list(library: FakeLibrary, kind: NameKind, text: string, order: NameOrder): NameRow[] {
  const found = rows(library, kind).filter(({ name }) => fold(name).includes(fold(text.trim())))
  const byName = (one: NameRow, other: NameRow) => collator.compare(key(kind, one), key(kind, other))
  return found.sort(order === 'name' ? byName : (one, other) => other.books - one.books || byName(one, other))
}

function nameOfId(library: FakeLibrary, kind: NameKind, id: NameId): string {
  for (const book of library.books.values()) {
    if (!bears(book, kind, id)) continue
    const name = namesOf(book, kind).find((one) => idOfName(kind, one) === id)
    if (name !== undefined) return name
  }
  throw refuse('notFound', 'This name is not in the library any more.')
}

function details(library: FakeLibrary, kind: NameKind, id: NameId): NameDetails {
  const row = rows(library, kind).find((one) => one.id === id)
  if (!row) throw refuse('notFound', 'This name is not in the library any more.')
  const roles = new Map<string, number>()
  const books = kept(library).filter((book) => namesOf(book, kind).includes(row.name))
  for (const book of kind === 'person' ? books : []) {
    for (const { name, role } of book.contributors) if (name === row.name) roles.set(role, (roles.get(role) ?? 0) + 1)
  }
  return {
    ...row,
    roles: [...roles].map(([role, count]) => ({ role, books: count })),
    entries: kind === 'series' ? entries(row.name, books) : [],
  }
}

function entries(name: string, books: Book[]): NameDetails['entries'] {
  const numberOf = (book: Book) => book.series.find((place) => place.name === name)?.number ?? null
  const there = books.map((book) => ({ number: numberOf(book), book: rowOf(book) }))
  const covered = there.flatMap(({ number }) => {
    const [from, to] = (number ?? '').split('-').map(Number)
    if (!from || !Number.isInteger(from)) return []
    return Array.from({ length: (to ?? from) - from + 1 }, (_, at) => from + at)
  })
  const missing = Array.from({ length: Math.max(0, ...covered) }, (_, at) => at + 1).filter((n) => !covered.includes(n))
  return [...there, ...missing.map((n) => ({ number: String(n), book: null }))].sort(
    (one, other) => parseFloat(one.number ?? '9999') - parseFloat(other.number ?? '9999'),
  )
}

/** A book in which names are others now: null takes one away. */
function replaced(book: Book, kind: NameKind, to: (name: string) => string | null): Book {
  const swap = <T extends { name: string }>(list: T[]): T[] => {
    const swapped = list.flatMap((one) => {
      const name = to(one.name)
      return name === null ? [] : [{ ...one, name }]
    })
    return swapped.filter((one, at) => swapped.findIndex((other) => other.name === one.name) === at)
  }
  if (kind === 'publisher') return { ...book, publisher: book.publisher && to(book.publisher) }
  if (kind === 'person') return { ...book, contributors: swap(book.contributors) }
  if (kind === 'series') return { ...book, series: swap(book.series) }
  return { ...book, tags: swap(book.tags.map((name) => ({ name }))).map(({ name }) => name) }
}

function changes(library: FakeLibrary, kind: NameKind, to: (name: string) => string | null): [string, Book][] {
  return [...library.books.values()]
    .filter((book) => namesOf(book, kind).some((name) => to(name) !== name))
    .map((book) => [book.id, { ...replaced(book, kind, to), revision: library.id() }])
}

function rename(library: FakeLibrary, kind: NameKind, id: NameId, form: NameForm): Change<null> {
  const [from, to] = [nameOfId(library, kind, id), form.name.trim()]
  if (to === '') throw invalid('name', 'a name is needed')
  const taken = rows(library, kind).find(({ name }) => name === to && name !== from)
  if (taken) throw refuse('nameTaken', `There is one called “${to}” already.`, { takenBy: taken.id })
  const sorted = sortNamesOf(library)
  sortNames.set(library, sorted)
  sorted.delete(id)
  if (form.sortName?.trim()) sorted.set(id, form.sortName.trim())
  alsoSpelled(kind, id, to)
  const label = { kind: 'renamed' as const, what: kind, from, to }
  return {
    value: null,
    entry: library.commit(
      label,
      changes(library, kind, (name) => (name === from ? to : name)),
    ),
  }
}

function merge(library: FakeLibrary, kind: NameKind, names: NameId[], into: NameId): Change<number> {
  const from = names.filter((id) => id !== into).map((id) => nameOfId(library, kind, id))
  const target = nameOfId(library, kind, into)
  const changed = changes(library, kind, (name) => (from.includes(name) ? target : name))
  const label = { kind: 'mergedNames' as const, what: kind, count: from.length, into: target }
  return { value: changed.length, entry: library.commit(label, changed) }
}

function remove(library: FakeLibrary, kind: NameKind, id: NameId): Change<number> {
  const gone = nameOfId(library, kind, id)
  const changed = changes(library, kind, (name) => (name === gone ? null : name))
  return { value: changed.length, entry: library.commit({ kind: 'deletedName', what: kind, name: gone }, changed) }
}

export const NAMES: Record<string, (library: FakeLibrary, args: Args) => unknown> = {
  names_list: (library, args): NamesPage => {
    const [from, count] = [args['from'] as number, args['count'] as number]
    const all = list(library, args['kind'] as NameKind, args['text'] as string, args['order'] as NameOrder)
    return { names: all.slice(from, from + count), total: all.length }
  },
  name_get: (library, args) => details(library, args['kind'] as NameKind, args['name'] as NameId),
  name_find: (library, args) => {
    const text = fold((args['text'] as string).trim())
    return rows(library, args['kind'] as NameKind).find(({ name }) => fold(name) === text)?.id ?? null
  },
  name_rename: (library, args) =>
    rename(library, args['kind'] as NameKind, args['name'] as NameId, args['form'] as NameForm),
  names_merge: (library, args) =>
    merge(library, args['kind'] as NameKind, args['names'] as NameId[], args['into'] as NameId),
  name_delete: (library, args) => remove(library, args['kind'] as NameKind, args['name'] as NameId),
}
