import type { Book, BookRow, ListQuery } from '../model'

export function rowOf(book: Book): BookRow {
  const [first] = book.series
  const out = book.copies.flatMap(({ loans }) => loans).find(({ back }) => !back)
  return {
    ...book,
    cover: book.cover?.hash ?? null,
    started: book.readings.at(-1)?.started ?? null,
    finished: book.readings.at(-1)?.finished ?? null,
    progress: reading(book),
    copies: book.copies.length,
    lentTo: out?.person ?? null,
    due: out?.due ?? null,
    wished: book.wish !== null,
    authors: book.contributors.map(({ name }) => name).join(', ') || null,
    series: first ? [first.name, first.number && `#${first.number}`].filter(Boolean).join(' ') : null,
  }
}

/** How much is read, in hundredths, of a book that is being read. */
function reading({ status, readings, pages }: Book): number | null {
  const last = status === 'reading' ? readings.at(-1)?.progress.at(-1) : undefined
  if (last?.unit === 'percent') return last.value
  return last?.unit === 'page' && pages ? Math.round((last.value * 100) / pages) : null
}

export const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const KEYS: Record<string, keyof BookRow> = {
  author: 'authors',
  series: 'series',
  published: 'published',
  publisher: 'publisher',
  added: 'added',
  changed: 'changed',
  rating: 'rating',
  status: 'status',
  pages: 'pages',
  format: 'format',
  language: 'language',
  started: 'started',
  finished: 'finished',
  firstPublished: 'firstPublished',
  minutes: 'minutes',
}

export function sorted(rows: BookRow[], query: ListQuery, own: readonly string[]): BookRow[] {
  const words = fold(query.text).split(/\s+/).filter(Boolean)
  const found = rows.filter((row) => {
    if ((row.trashed !== null) !== (query.place === 'trash')) return false
    if (query.status !== null && (row.status ?? 'none') !== query.status) return false
    const text = fold([row.title, row.subtitle, row.authors, row.series, row.publisher, ...row.tags].join(' '))
    return words.every((word) => text.includes(word))
  })
  const key = KEYS[String(query.sort)] ?? 'title'
  const turn = query.direction === 'ascending' ? 1 : -1
  if (query.sort === 'within' && own.length > 0) {
    const place = new Map(own.map((id, at) => [id, at]))
    return found.sort((one, other) => turn * ((place.get(one.id) ?? 0) - (place.get(other.id) ?? 0)))
  }
  const collator = new Intl.Collator('en', { numeric: true })
  return found.sort((one, other) => {
    const [a, b] = [one[key], other[key]]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    return turn * order || collator.compare(one.title, other.title)
  })
}
