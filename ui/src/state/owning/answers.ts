import { failedWith } from '../../api/failure'

/** Asks for something over and over as the library changes: one question at a time, the last one never left out. */
export class Answers<Answer> {
  readonly #ask: () => Promise<Answer>
  readonly #heard: (answer: Answer) => void
  readonly #failed: (message: string | null) => void
  #again = false
  #asking: Promise<void> | undefined
  #era = 0

  constructor(
    ask: () => Promise<Answer>,
    heard: (answer: Answer) => void,
    failed: (message: string | null) => void = () => undefined,
  ) {
    this.#ask = ask
    this.#heard = heard
    this.#failed = failed
  }

  refresh(): Promise<void> {
    this.#again = true
    this.#asking ??= this.#run().finally(() => (this.#asking = undefined))
    return this.#asking
  }

  /** Whatever is on its way comes too late. */
  forget() {
    this.#era += 1
  }

  async #run() {
    while (this.#again) {
      this.#again = false
      const era = this.#era
      try {
        const answer = await this.#ask()
        if (era !== this.#era) continue
        this.#heard(answer)
        this.#failed(null)
      } catch (thrown) {
        if (failedWith(thrown, 'signedOut')) return
        if (era === this.#era) this.#failed(thrown instanceof Error ? thrown.message : String(thrown))
      }
    }
  }
}
