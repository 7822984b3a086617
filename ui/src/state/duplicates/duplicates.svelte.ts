import * as duplicates from '../../api/duplicates'
import * as books from '../../api/books'
import { failedWith } from '../../api/failure'
import type { Book, BookId, Change, DuplicateGroup, HistoryId } from '../../api/model'
import { sentBook, typedBook } from '../book/form'
import { mergedBook, type Choice, type MergeField } from './merging'

const AT_ONCE = 10

/** The groups of books that look like one, as far as they are shown. */
export class DuplicateList {
  groups = $state.raw<DuplicateGroup[]>([])
  total = $state(0)
  fresh = $state(true)
  failure = $state.raw<string | null>(null)
  #shown = AT_ONCE
  #again = false
  #reading: Promise<void> | undefined

  refresh(): Promise<void> {
    this.#again = true
    this.#reading ??= this.#run().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  more(): Promise<void> {
    this.#shown += AT_ONCE
    return this.refresh()
  }

  async #run() {
    while (this.#again) {
      this.#again = false
      try {
        const found = await duplicates.list(this.#shown)
        this.groups = found.groups
        this.total = found.total
        this.fresh = false
        this.failure = null
      } catch (thrown) {
        if (failedWith(thrown, 'signedOut')) return
        this.failure = thrown instanceof Error ? thrown.message : String(thrown)
      }
    }
  }
}

export const loadBooks = (ids: readonly BookId[]): Promise<Book[]> => Promise.all(ids.map((id) => books.get(id)))

export const keepApart = async (ids: BookId[]): Promise<HistoryId | null> => (await duplicates.keepApart(ids)).entry

/** Makes one of these books; the one at `kept` stays. */
export function mergeBooks(
  all: readonly Book[],
  kept: number,
  choices: ReadonlyMap<MergeField, Choice>,
): Promise<Change<Book>> {
  const { id, revision } = all[kept] as Book
  const others = all.filter((book) => book.id !== id).map((book) => ({ id: book.id, base: book.revision }))
  return duplicates.merge(id, revision, others, sentBook(mergedBook(all.map(typedBook), kept, choices)))
}

/** What goes along whatever is chosen. */
export interface Along {
  readings: number
  copies: number
  loans: number
  quotes: number
  shelves: number
}

export function along(all: readonly Book[]): Along {
  const sum = (count: (book: Book) => number) => all.reduce((total, book) => total + count(book), 0)
  return {
    readings: sum(({ readings }) => readings.length),
    copies: sum(({ copies }) => copies.length),
    loans: sum(({ copies }) => copies.reduce((total, { loans }) => total + loans.length, 0)),
    quotes: sum(({ quotes }) => quotes.length),
    shelves: new Set(all.flatMap(({ shelves }) => shelves.map(({ id }) => id))).size,
  }
}
