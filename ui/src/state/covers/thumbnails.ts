/** Thumbnails in the order asked; null where there is none. */
type Fetch = (hashes: string[]) => Promise<(Uint8Array<ArrayBuffer> | null)[]>

/** What the cache needs of a browser. */
export interface Surroundings {
  fetch: Fetch
  /** Calls back once, when the screen is drawn next. */
  nextFrame: (then: () => void) => void
  makeUrl: (picture: Uint8Array<ArrayBuffer>) => string
  dropUrl: (url: string) => void
}

type Told = (url: string | null) => void

/** More than a screen of the smallest covers. */
const AT_ONCE = 80
/** Addresses that are kept though nothing shows them: scrolling back is instant. About ten megabytes. */
const KEPT = 500

/**
 * Thumbnails by the hash of their cover. What is asked for while one frame is drawn goes out as one call, the newest first; what was scrolled
 * past before that is not fetched at all. An address that something shows is never taken away.
 */
export class Thumbnails {
  /** In the order of use, the longest unused first. */
  #known = new Map<string, string | null>()
  #wanted = new Map<string, Set<Told>>()
  #asked = new Set<string>()
  #held = new Map<string, number>()
  #waiting = false
  #fetching = false
  #era = 0

  constructor(
    private readonly around: Surroundings,
    private readonly kept = KEPT,
  ) {}

  /** Tells the thumbnail's address: at once when it is known, else when it came; null when there is none. Held until the function returned is called. */
  hold(hash: string, told: Told): () => void {
    this.#held.set(hash, (this.#held.get(hash) ?? 0) + 1)
    const known = this.#known.get(hash)
    if (known === undefined) this.#want(hash, told)
    else {
      this.#known.delete(hash)
      this.#known.set(hash, known)
      told(known)
    }
    return () => this.#release(hash, told)
  }

  /** Forgets every picture: another person may come. */
  clear() {
    this.#era += 1
    for (const url of this.#known.values()) if (url !== null) this.around.dropUrl(url)
    this.#known.clear()
    this.#wanted.clear()
    this.#asked.clear()
    this.#held.clear()
    this.#fetching = false
  }

  #want(hash: string, told: Told) {
    const all = this.#wanted.get(hash) ?? new Set()
    this.#wanted.set(hash, all.add(told))
    this.#schedule()
  }

  #release(hash: string, told: Told) {
    const left = (this.#held.get(hash) ?? 1) - 1
    if (left > 0) this.#held.set(hash, left)
    else this.#held.delete(hash)
    const all = this.#wanted.get(hash)
    all?.delete(told)
    if (all?.size === 0) this.#wanted.delete(hash)
    this.#trim()
  }

  #schedule() {
    if (this.#waiting || this.#fetching) return
    this.#waiting = true
    this.around.nextFrame(() => {
      this.#waiting = false
      void this.#fetch()
    })
  }

  async #fetch() {
    const hashes = [...this.#wanted.keys()].filter((hash) => !this.#asked.has(hash)).slice(-AT_ONCE)
    if (hashes.length === 0 || this.#fetching) return
    const era = this.#era
    this.#fetching = true
    for (const hash of hashes) this.#asked.add(hash)
    const found = await this.around.fetch(hashes).catch(() => null)
    if (era !== this.#era) return
    this.#fetching = false
    for (const [at, hash] of hashes.entries()) {
      this.#asked.delete(hash)
      // A call that failed says nothing about the picture: it is asked for again when it is next shown.
      this.#arrived(hash, found?.[at] ?? null, found !== null)
    }
    this.#trim()
    if (this.#wanted.size > 0) this.#schedule()
  }

  #arrived(hash: string, picture: Uint8Array<ArrayBuffer> | null, answered: boolean) {
    const all = this.#wanted.get(hash)
    this.#wanted.delete(hash)
    const url = picture === null ? null : this.around.makeUrl(picture)
    if (answered) this.#known.set(hash, url)
    for (const told of all ?? []) told(url)
  }

  #trim() {
    for (const [hash, url] of this.#known) {
      if (this.#known.size <= this.kept) return
      if (this.#held.has(hash)) continue
      this.#known.delete(hash)
      if (url !== null) this.around.dropUrl(url)
    }
  }
}
