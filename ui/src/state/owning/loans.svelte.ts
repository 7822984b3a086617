import type { LoanRow } from '../../api/model'
import * as owning from '../../api/owning'
import { Answers } from './answers'
import { byText, orders, RowList } from './rowList.svelte'

export type LoanColumn = 'title' | 'person' | 'since' | 'due' | 'returned'
export type LoanView = 'out' | 'back'

const title = byText<LoanRow>(({ book }) => book.title)
const ORDERS = {
  title,
  person: orders(
    byText<LoanRow>(({ loan }) => loan.person),
    title,
  ),
  since: orders(
    byText<LoanRow>(({ loan }) => loan.since),
    title,
  ),
  due: orders(
    (one, other) => Number(other.overdue) - Number(one.overdue),
    byText<LoanRow>(({ loan }) => loan.due),
    title,
  ),
  returned: orders(
    byText<LoanRow>(({ loan }) => loan.returned),
    title,
  ),
}
const list = (sort: LoanColumn) => new RowList<LoanRow, LoanColumn>(({ loan }) => loan.id, ORDERS, sort)

/** Who has which book. */
class Loans {
  view = $state<LoanView>('out')
  /** What is out, the longest overdue first. */
  readonly out = list('due')
  readonly back = list('returned')
  overdue = $state(0)
  /** The first answer is still to come. */
  fresh = $state(true)
  failure = $state.raw<string | null>(null)
  readonly #answers = new Answers(
    owning.loans,
    (rows) => this.#show(rows),
    (failure) => (this.failure = failure),
  )

  constructor() {
    this.back.direction = 'descending'
  }

  get shown(): RowList<LoanRow, LoanColumn> {
    return this.view === 'out' ? this.out : this.back
  }

  refresh(): Promise<void> {
    return this.#answers.refresh()
  }

  unload() {
    this.#answers.forget()
    this.#show([])
    this.fresh = true
  }

  #show(rows: LoanRow[]) {
    this.out.put(rows.filter(({ loan }) => !loan.back))
    this.back.put(rows.filter(({ loan }) => loan.back))
    this.overdue = rows.filter(({ overdue }) => overdue).length
    this.fresh = false
  }
}

export const loans = new Loans()
