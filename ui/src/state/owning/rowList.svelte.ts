type Order<Row> = (one: Row, other: Row) => number

/** Rows that are all in memory, as a grid shows them: in some order, one of them focused. */
export class RowList<Row, Key extends string> {
  readonly #id: (row: Row) => string
  readonly #orders: Record<Key, Order<Row>>
  #rows = $state.raw<Row[]>([])
  sort: Key = $state() as Key
  direction = $state<'ascending' | 'descending'>('ascending')
  focus = $state(0)
  /** Counts up when the focused row should come into view. */
  reveal = $state(0)
  scrollTop = 0
  /** Whether the keyboard was in the list when it was last on the screen. */
  keyboard = false
  readonly rows: readonly Row[] = $derived.by(() => {
    const [order, turn] = [this.#orders[this.sort], this.direction === 'ascending' ? 1 : -1]
    return [...this.#rows].sort((one, other) => turn * order(one, other))
  })

  constructor(id: (row: Row) => string, orders: Record<Key, Order<Row>>, sort: Key) {
    this.#id = id
    this.#orders = orders
    this.sort = sort
  }

  get focused(): Row | undefined {
    return this.rows[this.focus]
  }

  /** Other rows, the person where they were: at the same row, or at what has taken its place. */
  put(rows: Row[]) {
    const { focused } = this
    this.#rows = rows
    this.#follow(focused)
  }

  sortBy(sort: Key) {
    const { focused } = this
    const turn = this.sort === sort && this.direction === 'ascending'
    this.direction = turn ? 'descending' : 'ascending'
    this.sort = sort
    this.#follow(focused)
    this.reveal += 1
  }

  #follow(focused: Row | undefined) {
    const at = focused === undefined ? -1 : this.rows.findIndex((row) => this.#id(row) === this.#id(focused))
    this.focus = at >= 0 ? at : Math.max(0, Math.min(this.focus, this.rows.length - 1))
  }
}

const collator = new Intl.Collator(undefined, { numeric: true })

/** Texts by the rules of the reader's language; what has none comes last. */
export const byText =
  <Row>(text: (row: Row) => string | null): Order<Row> =>
  (one, other) => {
    const [a, b] = [text(one), text(other)]
    return a === null || b === null ? Number(a === null) - Number(b === null) : collator.compare(a, b)
  }

/** One order after the other. */
export const orders =
  <Row>(...all: Order<Row>[]): Order<Row> =>
  (one, other) =>
    all.reduce((found, order) => found || order(one, other), 0)
