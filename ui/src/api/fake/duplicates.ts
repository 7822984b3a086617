import type { Book, BookForm, Change, DuplicateGroup, Duplicates, Likeness, Merged } from '../model'
import { checked } from './check'
import { refuse } from './errors'
import type { FakeLibrary } from './library'
import { fold, rowOf } from './rows'

type Args = Record<string, unknown>

const apart = new WeakMap<FakeLibrary, Set<string>>()
const pair = (one: string, other: string) => [one, other].sort().join(' ')

const KEYS: [Likeness, (book: Book) => string[]][] = [
  ['isbn', ({ isbn }) => (isbn === null ? [] : [isbn])],
  ['identifier', ({ identifiers }) => identifiers.map(({ scheme, value }) => `${scheme}:${value}`)],
  [
    'titleAndPeople',
    ({ title, contributors }) => contributors.map(({ name }) => `${fold(title)} ${fold(name).replace(/\W/g, '')}`),
  ],
]

function groups(library: FakeLibrary): DuplicateGroup[] {
  const kept = [...library.books.values()].filter(({ trashed }) => trashed === null)
  const separate = apart.get(library)
  const seen = new Set<string>()
  return KEYS.flatMap(([likeness, keysOf]) => {
    const alike = new Map<string, Book[]>()
    for (const book of kept) for (const key of keysOf(book)) alike.set(key, [...(alike.get(key) ?? []), book])
    return [...alike.values()].flatMap((books) => {
      const name = books.map(({ id }) => id).join(' ')
      const open = books.some(({ id }, at) => books.slice(at + 1).some((other) => !separate?.has(pair(id, other.id))))
      if (!open || seen.has(name)) return []
      seen.add(name)
      return [{ likeness, books: books.map(rowOf) }]
    })
  })
}

function keepApart(library: FakeLibrary, ids: string[]): Change<null> {
  const pairs = apart.get(library) ?? new Set()
  apart.set(library, pairs)
  for (const one of ids) for (const other of ids) if (one !== other) pairs.add(pair(one, other))
  const [first] = ids
  const label = { kind: 'keptApart' as const, count: ids.length, title: first ? library.get(first).title : '' }
  return { value: null, entry: library.commit(label, [], [...library.shelves]) }
}

function merge(library: FakeLibrary, id: string, base: string, others: Merged[], form: BookForm): Change<Book> {
  const current = library.get(id)
  const all = [current, ...others.map((other) => library.get(other.id))]
  const bases = [base, ...others.map((other) => other.base)]
  const stale = all.find(({ revision }, at) => revision !== bases[at])
  if (stale) throw refuse('stale', 'This book was changed meanwhile.', { current: stale })
  const now = new Date().toISOString()
  const fields = checked(form)
  const codes = all.flatMap(({ isbn }) => (isbn && isbn !== fields.isbn ? [{ scheme: 'isbn', value: isbn }] : []))
  const book: Book = {
    ...current,
    ...fields,
    identifiers: [...fields.identifiers, ...codes],
    readings: all.flatMap(({ readings }) => readings),
    copies: all.flatMap(({ copies }) => copies),
    quotes: all.flatMap(({ quotes }) => quotes),
    wish: all.find(({ wish }) => wish)?.wish ?? null,
    cover: all.find(({ cover }) => cover)?.cover ?? null,
    revision: library.id(),
    changed: now,
  }
  const gone = all.slice(1).map((other): [string, Book] => {
    return [other.id, { ...other, readings: [], copies: [], quotes: [], trashed: now, revision: library.id() }]
  })
  const label = { kind: 'mergedBooks' as const, count: others.length, title: book.title }
  return { value: book, entry: library.commit(label, [[id, book], ...gone]) }
}

export const DUPLICATES: Record<string, (library: FakeLibrary, args: Args) => unknown> = {
  duplicates_list: (library, args): Duplicates => {
    const all = groups(library)
    return { groups: all.slice(0, args['limit'] as number), total: all.length }
  },
  duplicates_keep_apart: (library, args) => keepApart(library, args['ids'] as string[]),
  books_merge: (library, args) =>
    merge(library, args['id'] as string, args['base'] as string, args['others'] as Merged[], args['book'] as BookForm),
}
