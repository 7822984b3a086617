import { failedWith } from '../../api/failure'
import type { Book, BookId } from '../../api/model'
import { m } from '../../messages'
import { getBook } from './shelf'

/** The book beside the list, as it was last read or written. */
class Shown {
  book = $state.raw<Book | null>(null)
  problem = $state.raw('')
  #wanted: BookId | null = null
  /** Counts up with everything that is newer than a reading on its way. */
  #latest = 0

  /** Reads the book anew; what is on the screen stays until it is there, unless it is another book. */
  async read(id: BookId) {
    this.#wanted = id
    const reading = ++this.#latest
    try {
      const book = await getBook(id)
      if (reading !== this.#latest) return
      this.book = book
      this.problem = ''
    } catch (thrown) {
      if (reading !== this.#latest || failedWith(thrown, 'signedOut')) return
      this.book = null
      this.problem = failedWith(thrown, 'notFound') ? m.details.gone : thrown instanceof Error ? thrown.message : ''
    }
  }

  /** Shows what a write gave back, without asking for it again. */
  show(book: Book) {
    if (this.#wanted !== book.id) return
    this.#latest += 1
    this.book = book
    this.problem = ''
  }

  leave() {
    this.#wanted = null
    this.#latest += 1
    this.book = null
    this.problem = ''
  }
}

export const shown = new Shown()
