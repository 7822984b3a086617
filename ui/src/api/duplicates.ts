import { call } from './call'
import type { Book, BookForm, BookId, Change, Duplicates, Merged, Revision } from './model'

export const list = (limit: number) => call<Duplicates>('duplicates_list', { limit })
export const keepApart = (ids: BookId[]) => call<Change<null>>('duplicates_keep_apart', { ids })
/** Makes one book of several: `id` stays, the others give it all they have and go to the trash. */
export const merge = (id: BookId, base: Revision, others: Merged[], book: BookForm) =>
  call<Change<Book>>('books_merge', { id, base, others, book })
