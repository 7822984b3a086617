import type { ImportContent } from '../../api/model'

/** What the row that is looked at says. One is read at a time, and of those passed over meanwhile only the last. */
export class LookedAt {
  /** Why the row could not be read. */
  failure = $state.raw<string | null>(null)
  #found = $state.raw<{ row: number; content: ImportContent } | null>(null)
  #wanted: number | null = null
  #isReading = false

  constructor(readonly read: (row: number) => Promise<ImportContent>) {}

  of(row: number): ImportContent | undefined {
    return this.#found?.row === row ? this.#found.content : undefined
  }

  look(row: number) {
    this.#wanted = row
    if (!this.#isReading) void this.#follow()
  }

  async #follow() {
    this.#isReading = true
    try {
      while (this.#wanted !== null && this.#wanted !== this.#found?.row) {
        const row = this.#wanted
        this.#found = { row, content: await this.read(row) }
        this.failure = null
      }
    } catch (thrown) {
      this.failure = thrown instanceof Error ? thrown.message : String(thrown)
    } finally {
      this.#isReading = false
    }
  }
}
