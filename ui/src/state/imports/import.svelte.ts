import { failedWith } from '../../api/failure'
import * as history from '../../api/history'
import * as imports from '../../api/imports'
import type { ImportFile, ImportProgress, ImportReport } from '../../api/model'
import { session } from '../session/session.svelte'

export type ImportStep =
  | { at: 'choose' }
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
  #since = ''
  #turn = 0

  get underWay(): UnderWay | null {
    return this.step.at === 'running' ? { file: this.step.file.name, since: this.#since } : null
  }

  /** Asks for a file and imports it; without a choice, everything stays as it was. */
  async begin() {
    try {
      const file = await imports.choose()
      if (file !== null) await this.#run(file)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async cancel() {
    if (this.step.at !== 'running') return
    this.step = { ...this.step, stopping: true }
    await imports.cancel()
  }

  undone() {
    if (this.step.at === 'done') this.step = { ...this.step, undone: true }
  }

  reset() {
    this.step = { at: 'choose' }
  }

  /** Another person: what the import before finds out is not for them. */
  forget() {
    this.#turn += 1
    this.reset()
  }

  /** Finds out what became of an import during which the app was locked: it was stopped, unless it was all but done. */
  async recall({ file, since }: UnderWay) {
    const [newest] = (await history.page(null, 1)).entries
    const added = newest?.label.kind === 'imported' && newest.at >= since ? newest.label.count : null
    this.step = { at: 'locked', file, added }
  }

  async #run(file: ImportFile) {
    const turn = ++this.#turn
    // The history knows no parts of a second.
    this.#since = `${new Date().toISOString().slice(0, 19)}Z`
    this.step = { at: 'running', file, progress: null, stopping: false }
    const release = session.hold()
    try {
      const report = await imports.goodreads(file.file, (progress) => {
        if (turn === this.#turn && this.step.at === 'running') this.step = { ...this.step, progress }
      })
      if (turn === this.#turn) this.step = { at: 'done', file, report, undone: false }
    } catch (thrown) {
      if (turn === this.#turn) this.#failed(thrown)
    } finally {
      release()
    }
  }

  #failed(thrown: unknown) {
    if (failedWith(thrown, 'cancelled')) this.step = { at: 'cancelled' }
    else this.step = { at: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

export const goodreadsImport = new Import()
