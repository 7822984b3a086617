import type { Book, NameId, NameKind, Within } from '../model'
import type { FakeShelf } from './library'
import { understood } from './query'
import { fold, rowOf } from './rows'

/** The names of one kind that a book bears. */
export function namesOf(book: Book, kind: NameKind): string[] {
  if (kind === 'publisher') return book.publisher === null ? [] : [book.publisher]
  if (kind === 'tag') return book.tags
  return (kind === 'person' ? book.contributors : book.series).map(({ name }) => name)
}

/** Every spelling that a name ever had: a renamed one keeps its id, also when that is undone. */
const spellings = new Map<NameId, Set<string>>()
const ids = new Map<string, NameId>()

export function idOfName(kind: NameKind, name: string): NameId {
  const key = `${kind}:${name}`
  const id = ids.get(key) ?? String(7_000_000_000_000_000 + ids.size)
  alsoSpelled(kind, id, name)
  return id
}

export function alsoSpelled(kind: NameKind, id: NameId, name: string) {
  ids.set(`${kind}:${name}`, id)
  spellings.set(id, (spellings.get(id) ?? new Set()).add(name))
}

export const bears = (book: Book, kind: NameKind, id: NameId) =>
  namesOf(book, kind).some((name) => spellings.get(id)?.has(name))

/** Whether a book is in that part of the library. */
export function isWithin(book: Book, within: Within | null, shelves: readonly FakeShelf[]): boolean {
  switch (within?.kind) {
    case undefined:
      return true
    case 'name':
      return bears(book, within.what, within.id)
    case 'favourites':
      return book.favourite
    case 'owned':
      return book.copies.length > 0
    case 'lent':
      return book.copies.some(({ loans }) => loans.some(({ back }) => !back))
    case 'wishes':
      return book.wish !== null
    case 'shelf':
      return onShelf(
        shelves.find(({ id }) => id === within.id),
        book,
      )
  }
}

export function onShelf(shelf: FakeShelf | undefined, book: Book): boolean {
  if (!shelf) return false
  if (shelf.query === null) return shelf.books.includes(book.id)
  const { words, tests } = understood(shelf.query)
  const row = rowOf(book)
  const text = fold([row.title, row.subtitle, row.authors, row.series, row.publisher, ...row.tags].join(' '))
  const all = fold(words).split(/\s+/)
  return tests.every((test) => test(row)) && all.every((word) => text.includes(word))
}

/** The order of its own that a part of the library has. */
export const orderOf = (shelves: readonly FakeShelf[], within: Within | null): readonly string[] =>
  (within?.kind === 'shelf' && shelves.find(({ id }) => id === within.id)?.books) || []
