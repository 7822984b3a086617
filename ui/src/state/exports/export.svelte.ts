import { failedWith } from '../../api/failure'
import * as exports from '../../api/exports'
import * as imports from '../../api/imports'
import type { ExportDone, ExportLoss, FileFormat, Selection } from '../../api/model'
import { session } from '../session/session.svelte'

export type ExportStep =
  | { at: 'choose' }
  | { at: 'running'; books: number; stopping: boolean }
  | { at: 'done'; done: ExportDone }
  | { at: 'failed'; message: string }

/** One export, from the choice of a format to the written file. */
class Export {
  step = $state.raw<ExportStep>({ at: 'choose' })

  reset() {
    this.step = { at: 'choose' }
  }

  losses(chosen: Selection | null, format: FileFormat): Promise<ExportLoss[]> {
    return exports.losses(chosen, format)
  }

  async run(chosen: Selection | null, format: FileFormat) {
    const release = session.hold()
    this.step = { at: 'running', books: 0, stopping: false }
    try {
      const done = await exports.run(chosen, format, (books) => {
        if (this.step.at === 'running') this.step = { ...this.step, books }
      })
      this.step = done === null ? { at: 'choose' } : { at: 'done', done }
    } catch (thrown) {
      if (failedWith(thrown, 'cancelled')) this.step = { at: 'choose' }
      else this.step = { at: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) }
    } finally {
      release()
    }
  }

  async cancel() {
    if (this.step.at !== 'running') return
    this.step = { ...this.step, stopping: true }
    await imports.cancel()
  }
}

export const bookExport = new Export()
