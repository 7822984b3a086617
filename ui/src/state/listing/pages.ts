/** Rows that one page holds: the backend gives a list's first page along with the list. */
export const PAGE = 100

/** Pages that are kept: the visible ones, and enough around them that scrolling back is instant. */
const KEPT = 40

/** The rows of one opened list, as far as they have been fetched. Forgets the pages that were not used for longest. */
export class Pages<Row> {
  #pages = new Map<number, readonly Row[]>()

  constructor(readonly total: number) {}

  /** The row at `index`, if its page is here. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  }

  put(page: number, rows: readonly Row[]) {
    this.#pages.delete(page)
    this.#pages.set(page, rows)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break
      this.#pages.delete(oldest)
    }
  }

  /** The pages that the rows `from` to `to` (exclusive) need and that are not here; marks the others as used. */
  missing(from: number, to: number): number[] {
    const missing: number[] = []
    const last = Math.min(to, this.total) - 1
    for (let page = Math.floor(Math.max(from, 0) / PAGE); page * PAGE <= last; page += 1) {
      const kept = this.#pages.get(page)
      if (kept === undefined) missing.push(page)
      else this.put(page, kept)
    }
    return missing
  }
}
