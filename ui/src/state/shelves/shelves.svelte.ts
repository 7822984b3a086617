import * as api from '../../api/shelves'
import { only } from '../../api/books'
import { failedWith } from '../../api/failure'
import type { BookId, Change, Selection, Shelf, ShelfForm, ShelfId } from '../../api/model'

/** The reader's shelves, in the reader's order, with how many books are on each. */
class Shelves {
  list = $state.raw<Shelf[]>([])
  /** The first answer is still to come. */
  fresh = $state(true)
  #again = false
  #reading: Promise<void> | undefined
  #era = 0

  /** Those that are filled by hand. */
  get byHand(): Shelf[] {
    return this.list.filter(({ query }) => query === null)
  }

  find(id: ShelfId): Shelf | undefined {
    return this.list.find((shelf) => shelf.id === id)
  }

  /** Reads them anew; asked for while that goes on, once more after it. */
  refresh(): Promise<void> {
    this.#again = true
    this.#reading ??= this.#run().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  async save(id: ShelfId | null, form: ShelfForm, was: ShelfForm | null = null): Promise<Change<ShelfId>> {
    return this.#after(await api.save(id, form, was))
  }

  async remove(id: ShelfId): Promise<Change<null>> {
    return this.#after(await api.remove(id))
  }

  /** Puts a shelf before another, at the end without one: shown at once, as it was when it is refused. */
  async move(id: ShelfId, before: ShelfId | null): Promise<void> {
    const moved = this.find(id)
    if (!moved || id === before) return
    const rest = this.list.filter((shelf) => shelf !== moved)
    const at = before === null ? rest.length : rest.findIndex((shelf) => shelf.id === before)
    this.list = rest.toSpliced(at, 0, moved)
    await api.move(id, before).finally(() => this.refresh())
  }

  async put(id: ShelfId, books: BookId[] | Selection): Promise<Change<number>> {
    return this.#after(await api.put(id, selection(books)))
  }

  async take(id: ShelfId, books: BookId[] | Selection): Promise<Change<number>> {
    return this.#after(await api.take(id, selection(books)))
  }

  /** Puts books of a shelf before another of its books; at the end without one. */
  order = (id: ShelfId, books: BookId[], before: BookId | null): Promise<Change<null>> => api.order(id, books, before)

  forget() {
    this.#era += 1
    this.list = []
    this.fresh = true
  }

  #after<T>(change: Change<T>): Change<T> {
    void this.refresh()
    return change
  }

  async #run() {
    while (this.#again) {
      this.#again = false
      const era = this.#era
      try {
        const list = await api.list()
        if (era !== this.#era) return
        this.list = list
        this.fresh = false
      } catch (thrown) {
        // What is shown stays; the next change asks again.
        if (failedWith(thrown, 'signedOut')) return
      }
    }
  }
}

const selection = (books: BookId[] | Selection): Selection => (Array.isArray(books) ? only(books) : books)

export const shelves = new Shelves()
