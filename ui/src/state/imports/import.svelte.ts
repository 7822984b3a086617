import { failedWith } from '../../api/failure'
import * as history from '../../api/history'
import * as imports from '../../api/imports'
import type {
  ColumnMeaning,
  ImportChoices,
  ImportFile,
  ImportKind,
  ImportPlan,
  ImportProgress,
  ImportReport,
  PlanFilter,
  TableColumn,
} from '../../api/model'
import { session } from '../session/session.svelte'

export type Meanings = (ColumnMeaning | null)[]

export type ImportStep =
  | { at: 'choose' }
  /** A table of no known format: what its columns mean. */
  | { at: 'mapping'; file: ImportFile; columns: TableColumn[]; meanings: Meanings }
  | { at: 'planning'; file: ImportFile; progress: ImportProgress | null; stopping: boolean }
  /** What would be done. Nothing is written yet. */
  | { at: 'preview'; file: ImportFile; plan: ImportPlan }
  | { at: 'running'; file: ImportFile; progress: ImportProgress | null; stopping: boolean }
  | { at: 'done'; file: ImportFile; report: ImportReport; undone: boolean }
  | { at: 'cancelled' }
  /** The app was locked meanwhile: how many books came, none when it was stopped. */
  | { at: 'locked'; file: string; added: number | null }
  | { at: 'failed'; message: string }

/** An import that goes on while the app is locked: its file's name, and since when. */
export interface UnderWay {
  file: string
  since: string
}

/** One import, from the choice of a file to its report. */
class Import {
  step = $state.raw<ImportStep>({ at: 'choose' })
  #meanings: Meanings | null = null
  #columns: TableColumn[] = []
  #since = ''
  #turn = 0

  get underWay(): UnderWay | null {
    return this.step.at === 'running' ? { file: this.step.file.name, since: this.#since } : null
  }

  /** Asks for a list and looks at it; without a choice, everything stays as it was. */
  async begin(what: ImportKind) {
    const turn = ++this.#turn
    await this.#trying(async () => {
      const file = await imports.choose(what)
      if (file === null) return
      // The dialog was closed while the system's own still stood there.
      if (turn !== this.#turn) return void (await imports.leave())
      this.#meanings = null
      if (file.format !== 'table') return this.#plan(file)
      const { head, remembered } = await imports.table(file.file)
      if (turn !== this.#turn) return
      this.#columns = head.columns
      const meanings = remembered?.columns ?? head.columns.map((column) => column.suggested)
      this.step = { at: 'mapping', file, columns: head.columns, meanings }
    })
  }

  /** One page back: from the preview of a table to its columns, from elsewhere to the choice of a file. */
  back() {
    if (this.step.at === 'preview' && this.#meanings !== null) {
      this.step = { at: 'mapping', file: this.step.file, columns: this.#columns, meanings: this.#meanings }
    } else if (this.step.at === 'preview' || this.step.at === 'mapping') this.reset()
  }

  /** Says what the columns mean, and looks at the table. */
  async mapped(meanings: Meanings) {
    if (this.step.at !== 'mapping') return
    const { file } = this.step
    this.#meanings = meanings
    await this.#trying(() => this.#plan(file))
  }

  /** Does what was planned. */
  async run(choices: ImportChoices) {
    if (this.step.at !== 'preview') return
    const { file } = this.step
    // The history knows no parts of a second.
    this.#since = `${new Date().toISOString().slice(0, 19)}Z`
    await this.#trying(async () => {
      const report = await this.#working('running', file, (heard) =>
        imports.run(file.file, this.#mapping(), choices, heard),
      )
      if (report !== null) this.step = { at: 'done', file, report, undone: false }
    })
  }

  async cancel() {
    if (this.step.at !== 'running' && this.step.at !== 'planning') return
    this.step = { ...this.step, stopping: true }
    await imports.cancel()
  }

  /** A part of the rows of a plan. */
  rows(plan: number, filter: PlanFilter, from: number, count: number) {
    return imports.planRows(plan, filter, from, count)
  }

  /** What a row of the plan says of its book. */
  content(row: number) {
    if (this.step.at !== 'preview') return Promise.reject(new Error('There is no preview to look at.'))
    return imports.row(this.step.file.file, this.#mapping(), row)
  }

  /** Saves what the import did as a text. */
  saveReport() {
    return imports.saveReport()
  }

  /** Saves the rows with problems as a file of their own. */
  saveProblems() {
    if (this.step.at !== 'done') return Promise.resolve(false)
    return imports.saveProblems(this.step.file.file, this.#mapping())
  }

  undone() {
    if (this.step.at === 'done') this.step = { ...this.step, undone: true }
  }

  /** Ends it wherever it stands: what is under way is stopped, and the file is let go. */
  reset() {
    const idle = this.step.at === 'choose'
    this.#turn += 1
    this.step = { at: 'choose' }
    // What cannot be let go now goes when the app is locked.
    if (!idle) imports.leave().catch(() => undefined)
  }

  /** Another person: what the import before finds out is not for them. */
  forget() {
    this.#turn += 1
    this.step = { at: 'choose' }
  }

  /** Finds out what became of an import during which the app was locked: it was stopped, unless it was all but done. */
  async recall({ file, since }: UnderWay) {
    const [newest] = (await history.page(null, 1)).entries
    const added = newest?.label.kind === 'imported' && newest.at >= since ? newest.label.count : null
    this.step = { at: 'locked', file, added }
  }

  #mapping() {
    return this.#meanings === null ? null : { columns: this.#meanings }
  }

  async #plan(file: ImportFile) {
    const plan = await this.#working('planning', file, (heard) => imports.plan(file.file, this.#mapping(), heard))
    if (plan !== null) this.step = { at: 'preview', file, plan }
  }

  /** Long work with its progress; `null` when somebody else is at the screen by its end. */
  async #working<T>(
    at: 'planning' | 'running',
    file: ImportFile,
    work: (heard: (progress: ImportProgress) => void) => Promise<T>,
  ): Promise<T | null> {
    const turn = ++this.#turn
    this.step = { at, file, progress: null, stopping: false }
    const release = session.hold()
    try {
      const done = await work((progress) => {
        if (turn === this.#turn && this.step.at === at) this.step = { ...this.step, progress }
      })
      return turn === this.#turn ? done : null
    } catch (thrown) {
      if (turn === this.#turn) throw thrown
      return null
    } finally {
      release()
    }
  }

  async #trying(work: () => Promise<void>) {
    const turn = this.#turn
    try {
      await work()
    } catch (thrown) {
      // Long work takes a turn of its own, and says nothing once that is over.
      if (this.step.at === 'choose' && turn !== this.#turn) return
      if (failedWith(thrown, 'cancelled')) this.step = { at: 'cancelled' }
      else this.step = { at: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) }
    }
  }
}

export const bookImport = new Import()
