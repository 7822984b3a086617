import * as books from '../../api/books'
import type { Completion, Completions } from '../../api/model'

type Ask = (text: string, cursor: number) => Promise<Completions>

const NOTHING: Completions = { from: 0, to: 0, items: [] }

/** The ways to go on with a query while it is typed. An old answer never takes the place of a newer one. */
export class Completing {
  /** What is offered; nothing while the list is closed. */
  offered = $state.raw<Completions>(NOTHING)
  /** Which is chosen, by its place; none until somebody does. */
  chosen = $state<number | null>(null)
  #era = 0
  #text = ''

  constructor(private readonly ask: Ask = books.complete) {}

  get open(): boolean {
    return this.offered.items.length > 0
  }

  /** Something was typed. */
  async typed(text: string, cursor: number): Promise<void> {
    const era = ++this.#era
    if (text.trim() === '') return this.close()
    try {
      const found = await this.ask(text, cursor)
      if (era !== this.#era) return
      this.offered = found
      this.#text = text
      this.chosen = null
    } catch {
      // Without it the query can still be typed out.
      if (era === this.#era) this.close()
    }
  }

  close() {
    this.#era += 1
    this.offered = NOTHING
    this.chosen = null
  }

  /** On to the next, back to the one before; beyond either end is the text itself. */
  move(by: 1 | -1) {
    const last = this.offered.items.length - 1
    if (last < 0) return
    if (this.chosen === null) this.chosen = by === 1 ? 0 : last
    else if (this.chosen + by < 0 || this.chosen + by > last) this.chosen = null
    else this.chosen += by
  }

  /** What Tab takes: the chosen one, or the first where a field or its value has been begun. */
  get next(): number | null {
    if (this.chosen !== null) return this.chosen
    const { from, to, items } = this.offered
    const begun = this.#text.slice(from, to)
    const first = items[0]
    const isClear = begun.includes(':') || (begun.length >= 2 && first?.insert.endsWith(':') === true)
    return first !== undefined && isClear ? 0 : null
  }

  /** The text with an offer in its place, and where the cursor stands then. */
  taken(at: number): { text: string; cursor: number } | null {
    const item: Completion | undefined = this.offered.items[at]
    if (!item) return null
    const { from, to } = this.offered
    const text = this.#text.slice(0, from) + item.insert + this.#text.slice(to)
    return { text, cursor: from + item.insert.length }
  }
}
