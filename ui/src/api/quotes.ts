import { call } from './call'
import type { Book, BookId, Change, QuoteForm, QuoteId, Revision } from './model'

export const save = (id: BookId, base: Revision, quote: QuoteId | null, form: QuoteForm) =>
  call<Change<Book>>('quote_save', { id, base, quote, form })
export const remove = (id: BookId, base: Revision, quote: QuoteId) =>
  call<Change<Book>>('quote_delete', { id, base, quote })
