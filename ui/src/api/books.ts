import { call } from './call'
import type {
  Book,
  BookForm,
  BookId,
  BookRow,
  BulkForm,
  Change,
  Completions,
  IsbnForms,
  ListOpened,
  ListQuery,
  Revision,
  Selection,
} from './model'

export const get = (id: BookId) => call<Book>('book_get', { id })
export const add = (book: BookForm) => call<Change<Book>>('book_add', { book })
export const update = (id: BookId, base: Revision, book: BookForm) =>
  call<Change<Book>>('book_update', { id, base, book })
export const trash = (selection: Selection) => call<Change<number>>('book_trash', { selection })
export const restore = (selection: Selection) => call<Change<number>>('book_restore', { selection })
export const deleteForGood = (selection: Selection) => call<Change<number>>('book_delete_for_good', { selection })
export const emptyTrash = () => call<Change<number>>('trash_empty')
export const bulkEdit = (selection: Selection, form: BulkForm) => call<Change<number>>('bulk_edit', { selection, form })
export const checkIsbn = (text: string) => call<IsbnForms>('isbn_check', { text })

export const openList = (query: ListQuery) => call<ListOpened>('list_open', { query })
export const rows = (list: number, from: number, count: number) => call<BookRow[]>('list_rows', { list, from, count })
export const locate = (list: number, id: BookId) => call<number | null>('list_locate', { list, id })
/** The ways to go on with a query at the cursor. */
export const complete = (text: string, cursor: number) => call<Completions>('query_complete', { text, cursor })

/** Just these books. */
export const only = (ids: BookId[]): Selection => ({ allOf: null, ids })
