import * as books from '../../../api/books'
import { failedWith } from '../../../api/failure'
import type {
  Book,
  BookForm,
  BookId,
  Change,
  CopyId,
  LoanId,
  Priority,
  ProgressId,
  QuoteId,
  ReadingId,
  Revision,
} from '../../../api/model'
import * as owning from '../../../api/owning'
import * as quotes from '../../../api/quotes'
import * as readings from '../../../api/readings'
import { m } from '../../../messages'
import { attempt } from '../../shell/attempt'
import { offerUndo } from '../../shell/offer'
import { toasts } from '../../shell/toasts.svelte'
import { sentBook, typedBook } from '../form'
import { getBook } from '../shelf'
import { shown } from '../shown.svelte'
import { sentWish, typedWish } from './typed'

let last: Promise<unknown> = Promise.resolve()

/**
 * Changes a book from the state that is shown, one change after the other: a second key press does not meet a revision that the first one
 * has just replaced. Shows what came of it.
 */
function change(id: BookId, write: (book: Book) => Promise<Change<Book>>): Promise<Change<Book> | undefined> {
  const one = last.then(() =>
    attempt(async () => {
      try {
        const changed = await write(shown.book?.id === id ? shown.book : await getBook(id))
        shown.show(changed.value)
        return changed
      } catch (thrown) {
        if (!failedWith(thrown, 'stale') || !thrown.current) throw thrown
        shown.show(thrown.current)
        toasts.show(m.parts.staleAct, { tone: 'danger' })
        return undefined
      }
    }),
  )
  last = one
  return one
}

/** Takes something away, and offers to bring it back. */
async function remove(id: BookId, said: string, write: (base: Revision) => Promise<Change<Book>>) {
  const changed = await change(id, ({ revision }) => write(revision))
  if (changed) offerUndo(said, changed.entry)
}

/** Writes some fields of a book and leaves the others as they are. */
export const setFields = (id: BookId, fields: Partial<BookForm>) =>
  change(id, (book) => books.update(book.id, book.revision, { ...sentBook(typedBook(book)), ...fields }))

export const pause = (id: BookId) => change(id, ({ revision }) => readings.pause(id, revision))
export const resume = (id: BookId) => change(id, ({ revision }) => readings.resume(id, revision))

export const removeReading = (id: BookId, reading: ReadingId) =>
  remove(id, m.readings.removed, (base) => readings.remove(id, base, reading))
export const removeProgress = (id: BookId, reading: ReadingId, progress: ProgressId) =>
  remove(id, m.readings.progressRemoved, (base) => readings.removeProgress(id, base, reading, progress))
export const removeCopy = (id: BookId, copy: CopyId) =>
  remove(id, m.owning.copyRemoved, (base) => owning.removeCopy(id, base, copy))
export const removeLoan = (id: BookId, copy: CopyId, loan: LoanId) =>
  remove(id, m.owning.loanRemoved, (base) => owning.removeLoan(id, base, copy, loan))
/** How much a book on the wish list is wished for; the rest of the wish stays. */
export const setPriority = (id: BookId, priority: Priority) =>
  change(id, (book) => owning.saveWish(id, book.revision, sentWish({ ...typedWish(book.wish), priority })))
export const removeWish = (id: BookId) => remove(id, m.wishes.removed, (base) => owning.removeWish(id, base))
export const removeQuote = (id: BookId, quote: QuoteId) =>
  remove(id, m.quotes.removed, (base) => quotes.remove(id, base, quote))
