import type { Book, BookId, LoanRow } from '../../api/model'
import { attempt } from '../shell/attempt'
import { trash } from './actions'
import { editor } from './editing'
import type { BookCommand } from './keys'
import { resume, setFields } from './parts/acts'
import { parts } from './parts/parts.svelte'
import { getBook } from './shelf'
import { nextSteps } from './standing'

/** Does it to the book as it is now. */
export async function runOnBook(command: BookCommand, { id, title }: { id: BookId; title: string }) {
  if (command === 'trash') return trash({ id, title })
  const book = await attempt(() => getBook(id))
  if (book && !book.trashed) begin(command, book)
}

function begin(command: Exclude<BookCommand, 'trash'>, book: Book) {
  switch (command) {
    case 'edit':
      return editor.edit(book)
    case 'read':
      return read(book)
    case 'progress':
      return parts.progress(book)
    case 'favourite':
      return void setFields(book.id, { favourite: !book.favourite })
    case 'lend':
      return lend(book)
    case 'wish':
      return parts.wish(book)
    case 'quote':
      return parts.quote(book, null)
  }
}

/** Starts what is not being read, goes on with what is paused, ends what is being read. */
function read(book: Book) {
  const [first] = nextSteps(book)
  if (first === 'start') parts.startReading(book)
  else if (first === 'resume') void resume(book.id)
  else parts.finishReading(book)
}

/** Lends what is at home, takes back what is out. */
function lend(book: Book) {
  for (const copy of book.copies) {
    const out = copy.loans.find(({ back }) => !back)
    if (out) return parts.giveBack(book, copy.id, out)
  }
  parts.lend(book)
}

/** Opens the form for what came back. */
export async function giveBack({ book: { id }, copy, loan }: LoanRow) {
  const book = await attempt(() => getBook(id))
  if (book) parts.giveBack(book, copy, loan)
}

/** Opens the form for what was bought. */
export async function buy({ id }: { id: BookId }) {
  const book = await attempt(() => getBook(id))
  if (book) parts.buy(book)
}
