import * as imports from '../../api/imports'
import type { ImportPlanRow, PlanFilter } from '../../api/model'
import { PAGE, Pages } from '../listing/pages'

/** The rows of a plan that a filter leaves, as they come into view. */
export class PlannedRows {
  /** The row that is looked at. */
  focus = $state(0)
  /** Why rows could not be read. */
  failure = $state.raw<string | null>(null)
  #filled = $state(0)
  readonly #pages: Pages<ImportPlanRow>
  readonly #fetching = new Set<number>()

  constructor(
    readonly plan: number,
    readonly filter: PlanFilter,
    total: number,
  ) {
    this.#pages = new Pages(total)
    this.visible(0, 1)
  }

  get total(): number {
    return this.#pages.total
  }

  row(index: number): ImportPlanRow | undefined {
    void this.#filled
    return this.#pages.row(index)
  }

  /** The rows `from` to `to` (exclusive) are on the screen. */
  visible(from: number, to: number) {
    for (const page of this.#pages.missing(from, to)) void this.#fetch(page)
  }

  async #fetch(page: number) {
    if (this.#fetching.has(page)) return
    this.#fetching.add(page)
    try {
      const { rows } = await imports.planRows(this.plan, this.filter, page * PAGE, PAGE)
      this.#pages.put(page, rows)
      this.#filled += 1
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown.message : String(thrown)
    } finally {
      this.#fetching.delete(page)
    }
  }
}
