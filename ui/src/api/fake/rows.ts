import type { Book, BookRow, ListQuery } from '../model'

export function rowOf(book: Book): BookRow {
  const [first] = book.series
  const out = book.copies.flatMap(({ loans }) => loans).find(({ back }) => !back)
  return {
    ...book,
    cover: book.cover?.hash ?? null,
    started: book.readings.at(-1)?.started ?? null,
    finished: book.readings.at(-1)?.finished ?? null,
    progress: null,
    copies: book.copies.length,
    lentTo: out?.person ?? null,
    due: out?.due ?? null,
    wished: book.wish !== null,
    authors: book.contributors.map(({ name }) => name).join(', ') || null,
    series: first ? [first.name, first.number && `#${first.number}`].filter(Boolean).join(' ') : null,
  }
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
}

export function sorted(rows: BookRow[], query: ListQuery): BookRow[] {
  const words = fold(query.text).split(/\s+/).filter(Boolean)
  const found = rows.filter((row) => {
    if ((row.trashed !== null) !== (query.place === 'trash')) return false
    if (query.status !== null && (row.status ?? 'none') !== query.status) return false
    const text = fold([row.title, row.subtitle, row.authors, row.series, row.publisher, ...row.tags].join(' '))
    return words.every((word) => text.includes(word))
  })
  const key = KEYS[String(query.sort)] ?? 'title'
  const turn = query.direction === 'ascending' ? 1 : -1
  const collator = new Intl.Collator('en', { numeric: true })
  return found.sort((one, other) => {
    const [a, b] = [one[key], other[key]]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    return turn * order || collator.compare(one.title, other.title)
  })
}
