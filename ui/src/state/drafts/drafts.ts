import type { Draft } from '../../api/model'

/** Where drafts are kept for good: encrypted, in the library. */
export interface DraftStore {
  save(key: string, body: string): Promise<unknown>
  list(): Promise<Draft[]>
  discard(key: string): Promise<unknown>
}

/** How long typing pauses before it is written down, in milliseconds. */
const PAUSE = 400

/**
 * What is being typed and not saved yet. It is held in memory at once, so that a session that ends takes nothing along, and follows into
 * the library when typing pauses, so that a crash takes nothing either.
 */
export class Drafts {
  #store: DraftStore
  #held = new Map<string, string>()
  #unwritten = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(store: DraftStore) {
    this.#store = store
  }

  keys(): string[] {
    return [...this.#held.keys()]
  }

  get(key: string): string | undefined {
    return this.#held.get(key)
  }

  put(key: string, body: string) {
    if (this.#held.get(key) === body) return
    this.#held.set(key, body)
    this.#unwritten.add(key)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), PAUSE)
  }

  /** The draft became a saved book, or is not wanted any more. */
  discard(key: string) {
    if (!this.#held.delete(key)) return
    this.#unwritten.add(key)
    void this.flush()
  }

  /**
   * Writes down everything that is not written yet, and says whether that succeeded. What cannot be written stays in memory, for the
   * next time.
   */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#writing = this.#writing.then(() => this.#write())
    await this.#writing
    return this.#unwritten.size === 0
  }

  /** Takes over what an earlier launch left. What is in memory is newer. */
  async load() {
    for (const { key, body } of await this.#store.list()) {
      if (!this.#held.has(key) && !this.#unwritten.has(key)) this.#held.set(key, body)
    }
  }

  /** Another person is signing in. */
  forget() {
    clearTimeout(this.#timer)
    this.#held.clear()
    this.#unwritten.clear()
  }

  async #write() {
    for (const key of [...this.#unwritten]) {
      const body = this.#held.get(key)
      try {
        await (body === undefined ? this.#store.discard(key) : this.#store.save(key, body))
      } catch {
        continue
      }
      // Typed on while it was being written? Then it is not written yet.
      if (this.#held.get(key) === body) this.#unwritten.delete(key)
    }
  }
}
