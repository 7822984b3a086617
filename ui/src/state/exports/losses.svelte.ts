import { failedWith } from '../../api/failure'
import * as exports from '../../api/exports'
import type { ExportLoss, FileFormat } from '../../api/model'
import { attempt } from '../shell/attempt'
import { bookExport } from './export.svelte'
import type { Scope } from './scope'

/** After so long nobody has to wait for the answer any more. */
export const PATIENCE = 1_500

/** What a format cannot say of the chosen books, asked anew at each choice. Only the last question is answered. */
export class Losses {
  /** Null while it is looked at, and where it could not be found out. */
  found = $state.raw<ExportLoss[] | null>(null)
  /** They could not be found out, which need not keep anybody from trying. */
  unknown = $state(false)
  /** It takes so long that one may go on without the answer. */
  slow = $state(false)
  #asked = 0
  #choice = ''
  #clock: ReturnType<typeof setTimeout> | undefined

  /** Whether one should wait for the answer. */
  get pending(): boolean {
    return this.found === null && !this.unknown && !this.slow
  }

  /** Asks. What was said of the same choice stands until it is known better: other books may be meant by now. */
  async ask(scope: Scope, format: FileFormat) {
    const question = ++this.#asked
    const choice = `${scope} ${format}`
    if (choice !== this.#choice) {
      this.found = null
      this.unknown = false
      this.#choice = choice
    }
    this.#wait()
    const found = await attempt(() => this.#look(question, scope, format))
    if (question !== this.#asked) return
    clearTimeout(this.#clock)
    this.found = found ?? null
    this.unknown = found === undefined
  }

  /** Nobody waits for the answer any longer. */
  leave() {
    this.#asked += 1
    clearTimeout(this.#clock)
    // What is known stands; what was still looked at is asked anew.
    if (this.found === null) void exports.leave().catch(() => undefined)
  }

  /** The backend gives up a look for the one that it hears of later, which need not be the one that was asked later. */
  async #look(question: number, scope: Scope, format: FileFormat): Promise<ExportLoss[]> {
    for (;;) {
      try {
        return await bookExport.losses(scope, format)
      } catch (thrown) {
        if (!failedWith(thrown, 'cancelled')) throw thrown
        if (question !== this.#asked) return []
      }
    }
  }

  #wait() {
    this.slow = false
    clearTimeout(this.#clock)
    this.#clock = setTimeout(() => (this.slow = true), PATIENCE)
  }
}
