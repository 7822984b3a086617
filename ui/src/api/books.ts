import { call } from './call'
import type { Book, BookForm, BookId, BookRow, Change, IsbnForms, ListOpened, ListQuery, Revision } from './model'

export const get = (id: BookId) => call<Book>('book_get', { id })
export const add = (book: BookForm) => call<Change<Book>>('book_add', { book })
export const update = (id: BookId, base: Revision, book: BookForm) =>
  call<Change<Book>>('book_update', { id, base, book })
export const trash = (ids: BookId[]) => call<Change<number>>('book_trash', { ids })
export const restore = (ids: BookId[]) => call<Change<number>>('book_restore', { ids })
export const deleteForGood = (ids: BookId[]) => call<Change<number>>('book_delete_for_good', { ids })
export const emptyTrash = () => call<Change<number>>('trash_empty')
export const checkIsbn = (text: string) => call<IsbnForms>('isbn_check', { text })

export const openList = (query: ListQuery) => call<ListOpened>('list_open', { query })
export const rows = (list: number, from: number, count: number) => call<BookRow[]>('list_rows', { list, from, count })
export const locate = (list: number, id: BookId) => call<number | null>('list_locate', { list, id })
