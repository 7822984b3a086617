import type { Money, Priority, WishList, WishRow } from '../../api/model'
import * as owning from '../../api/owning'
import { Answers } from './answers'
import { byText, orders, RowList } from './rowList.svelte'

export type WishColumn = 'priority' | 'title' | 'author' | 'price'

/** By how much a book is wished for. */
const RANK: Record<Priority, number> = { high: 0, normal: 1, low: 2 }

const title = byText<WishRow>(({ book }) => book.title)
const ORDERS = {
  priority: orders<WishRow>((one, other) => RANK[one.wish.priority] - RANK[other.wish.priority], title),
  title,
  author: orders(
    byText<WishRow>(({ book }) => book.authors),
    title,
  ),
  price: orders(
    byText<WishRow>(({ wish }) => wish.price?.currency ?? null),
    (one, other) => (one.wish.price?.amount ?? 0) - (other.wish.price?.amount ?? 0),
    title,
  ),
}

/** What the reader would like to have. */
class Wishes {
  readonly list = new RowList<WishRow, WishColumn>(({ book }) => book.id, ORDERS, 'priority')
  /** What those with a price cost together, by currency. */
  totals = $state.raw<Money[]>([])
  unpriced = $state(0)
  /** The first answer is still to come. */
  fresh = $state(true)
  failure = $state.raw<string | null>(null)
  readonly #answers = new Answers(
    owning.wishes,
    (answer) => this.#show(answer),
    (failure) => (this.failure = failure),
  )

  refresh(): Promise<void> {
    return this.#answers.refresh()
  }

  unload() {
    this.#answers.forget()
    this.#show({ wishes: [], totals: [], unpriced: 0 })
    this.fresh = true
  }

  #show({ wishes, totals, unpriced }: WishList) {
    this.list.put(wishes)
    this.totals = totals
    this.unpriced = unpriced
    this.fresh = false
  }
}

export const wishes = new Wishes()
