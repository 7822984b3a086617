import type { Book, NameKind, Within } from '../model'

/** The names of one kind that a book bears. */
export function namesOf(book: Book, kind: NameKind): string[] {
  if (kind === 'publisher') return book.publisher === null ? [] : [book.publisher]
  if (kind === 'tag') return book.tags
  return (kind === 'person' ? book.contributors : book.series).map(({ name }) => name)
}

/** Names and their ids are one to one, so that an id says its name and lives on when undo brings a name back. */
export const idOfName = (kind: NameKind, name: string) => `${kind}:${name}`
export const nameOfId = (kind: NameKind, id: string) => id.slice(kind.length + 1)

/** Whether a book is in that part of the library. */
export function isWithin(book: Book, within: Within | null): boolean {
  switch (within?.kind) {
    case undefined:
      return true
    case 'name':
      return namesOf(book, within.what).includes(nameOfId(within.what, within.id))
    case 'favourites':
      return book.favourite
    case 'owned':
      return book.copies.length > 0
    case 'lent':
      return book.copies.some(({ loans }) => loans.some(({ back }) => !back))
    case 'wishes':
      return book.wish !== null
    case 'shelf':
      return book.shelves.some(({ id }) => id === within.id)
  }
}
