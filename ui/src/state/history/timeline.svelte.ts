import * as history from '../../api/history'
import type { HistoryEntry } from '../../api/model'

const AT_ONCE = 50

/** The history as far as it has been read, the newest first. */
export class Timeline {
  entries = $state.raw<HistoryEntry[]>([])
  canUndo = $state.raw<HistoryEntry | null>(null)
  canRedo = $state.raw<HistoryEntry | null>(null)
  more = $state(false)
  /** In bytes: what it takes, and what it may take. */
  size = $state(0)
  limit = $state(0)
  /** Whether the oldest entries were forgotten to keep within it. */
  forgotten = $state(false)
  fresh = $state(true)
  failure = $state.raw<string | null>(null)
  #turn = 0

  /** Reads it anew, as far down as it was read before. */
  async refresh() {
    await this.#read(null, Math.max(AT_ONCE, this.entries.length))
  }

  async older() {
    const last = this.entries.at(-1)
    if (last) await this.#read(last.id, AT_ONCE)
  }

  async #read(before: string | null, limit: number) {
    const turn = ++this.#turn
    try {
      const page = await history.page(before, limit)
      if (turn !== this.#turn) return
      this.entries = before === null ? page.entries : [...this.entries, ...page.entries]
      this.more = page.more
      this.size = page.size
      this.limit = page.limit
      this.forgotten = page.forgotten
      this.canUndo = page.canUndo
      this.canRedo = page.canRedo
      this.fresh = false
      this.failure = null
    } catch (thrown) {
      if (turn === this.#turn) this.failure = thrown instanceof Error ? thrown.message : String(thrown)
    }
  }
}
