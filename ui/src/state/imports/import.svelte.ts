import { failedWith } from '../../api/failure'
import * as imports from '../../api/imports'
import type { ImportFile, ImportProgress, ImportReport } from '../../api/model'
import { session } from '../session/session.svelte'

export type ImportStep =
  | { at: 'choose' }
  | { at: 'running'; file: ImportFile; progress: ImportProgress | null; stopping: boolean }
  | { at: 'done'; file: ImportFile; report: ImportReport; undone: boolean }
  | { at: 'cancelled' }
  | { at: 'failed'; message: string }

/** One import, from the choice of a file to its report. */
class Import {
  step = $state.raw<ImportStep>({ at: 'choose' })

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

  async #run(file: ImportFile) {
    this.step = { at: 'running', file, progress: null, stopping: false }
    const release = session.hold()
    try {
      const report = await imports.goodreads(file.file, (progress) => {
        if (this.step.at === 'running') this.step = { ...this.step, progress }
      })
      this.step = { at: 'done', file, report, undone: false }
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
