import type { SortField } from '../../api/model'

/** What every library can be sorted by; beside these there are a list's own order and the fields of the reader's own. */
export type KnownSort = Exclude<SortField, 'within' | `custom:${string}`>

interface Sized {
  key: SortField
  /** The least pixels it needs, and its share of what is left. */
  least: number
  share: number
}

/** By what is missed most in a narrow window. */
const BY_IMPORTANCE: Sized[] = [
  { key: 'title', least: 220, share: 5 },
  { key: 'author', least: 140, share: 3 },
  { key: 'status', least: 136, share: 0 },
  { key: 'rating', least: 96, share: 0 },
  { key: 'published', least: 112, share: 0 },
  { key: 'added', least: 112, share: 0 },
  { key: 'publisher', least: 150, share: 2 },
  { key: 'pages', least: 72, share: 0 },
  { key: 'format', least: 112, share: 0 },
  { key: 'language', least: 104, share: 0 },
]

/** Shown only while a list is sorted by them, so that one sees why it is in this order. */
const WHEN_SORTED: Sized[] = [
  { key: 'series', least: 150, share: 2 },
  { key: 'changed', least: 112, share: 0 },
  { key: 'started', least: 112, share: 0 },
  { key: 'finished', least: 112, share: 0 },
  { key: 'firstPublished', least: 112, share: 0 },
  { key: 'minutes', least: 88, share: 0 },
  { key: 'price', least: 96, share: 0 },
]

const ON_SCREEN: SortField[] = [
  'title',
  'author',
  'status',
  'rating',
  'published',
  'publisher',
  'pages',
  'format',
  'language',
  'added',
]

function extraFor(sort: SortField): Sized | undefined {
  if (sort.startsWith('custom:')) return { key: sort, least: 120, share: 1 }
  return WHEN_SORTED.find(({ key }) => key === sort)
}

/** The columns that fit into `width` pixels, in the order they stand; the one that the list is sorted by always does. */
export function columnsFor(width: number, sort: SortField = 'title'): { key: SortField; width: string }[] {
  let left = width
  const [always, others] = [BY_IMPORTANCE.slice(0, 2), BY_IMPORTANCE.slice(2)]
  const extra = extraFor(sort)
  const sorted = extra ?? others.find(({ key }) => key === sort)
  if (sorted) always.push(sorted)
  const fitting = [...always, ...others.filter(({ key }) => key !== sort)].filter(({ least }, at) => {
    if (at >= always.length && least > left) left = 0
    left -= least
    return at < always.length || left >= 0
  })
  const order = extra ? ON_SCREEN.toSpliced(2, 0, extra.key) : ON_SCREEN
  return order
    .flatMap((key) => fitting.filter((column) => column.key === key))
    .map(({ key, least, share }) => ({ key, width: share > 0 ? `minmax(0, ${share}fr)` : `${least}px` }))
}
