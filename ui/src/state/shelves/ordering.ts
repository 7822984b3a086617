import type { BookId, ShelfId } from '../../api/model'
import { m } from '../../messages'
import type { Listing } from '../listing/listing.svelte'
import { announcer } from '../shell/announcer.svelte'
import { attempt } from '../shell/attempt'
import { shelves } from './shelves.svelte'

/** The shelf whose books the list shows in the reader's own order, all of them: only then has a place between two books a meaning. */
export function orderedShelf({ query }: Listing): ShelfId | null {
  const { within, sort, direction, text, status, place } = query
  if (within?.kind !== 'shelf' || sort !== 'within' || direction !== 'ascending') return null
  if (text.trim() !== '' || status !== null || place !== 'library') return null
  return shelves.find(within.id)?.query === null ? within.id : null
}

/** Moves books of a shelf, one move after the other: the keys may come faster than the answers. */
export class Ordering {
  #last: Promise<unknown> = Promise.resolve()

  constructor(private readonly listing: Listing) {}

  /** Moves the focused book by one place. */
  step(by: 1 | -1): Promise<unknown> {
    return this.#then(async () => {
      const { focus, total } = this.listing
      const row = this.listing.row(focus)
      const to = focus + by
      if (!row || to < 0 || to >= total) return
      const before = by === -1 ? to : to + 1
      await this.#put([row.id], before)
      announcer.say(m.shelves.movedTo(to + 1, total))
    })
  }

  /** Puts books before row `gap`; at the end, when it is past the last. */
  put(ids: BookId[], gap: number): Promise<unknown> {
    return this.#then(() => this.#put(ids, gap))
  }

  #then(work: () => Promise<void>): Promise<unknown> {
    this.#last = this.#last.then(() => attempt(work))
    return this.#last
  }

  async #put(ids: BookId[], gap: number) {
    const shelf = orderedShelf(this.listing)
    const [first] = ids
    if (shelf === null || first === undefined) return
    const before = await this.#firstOther(ids, gap)
    await shelves.order(shelf, ids, before)
    await this.listing.show(first)
  }

  /** The first book from `gap` on that stays where it is. */
  async #firstOther(ids: BookId[], gap: number): Promise<BookId | null> {
    for (let at = gap; at < this.listing.total; at += 1) {
      const id = this.listing.row(at)?.id ?? (await this.listing.ids(at, at + 1))[0]
      if (id !== undefined && !ids.includes(id)) return id
    }
    return null
  }
}
