/** What a watch asks for, decided anew at each tick. */
export type Due = 'nothing' | 'renew' | 'lock' | 'expired'

export interface WatchSettings {
  /** Milliseconds; wall time, so that a computer that slept counts as one nobody sat at. */
  now: () => number
  /** Until it is set otherwise. */
  idle: number
}

/**
 * Watches one session's time: it is renewed while somebody works, locked when nobody does, and known to be over when its token is.
 */
export class Watch {
  /** Milliseconds without a key or a pointer after which the library is locked. */
  idle: number
  #now: () => number
  #issued = 0
  #life = 0
  #active = 0
  #seen = 0
  #held = 0

  constructor(settings: WatchSettings) {
    this.#now = settings.now
    this.idle = settings.idle
  }

  /** A token arrived that is good for `seconds`. */
  issued(seconds: number) {
    this.#issued = this.#now()
    this.#life = seconds * 1000
  }

  /** The session begins: whoever typed the password is there. */
  begin(seconds: number) {
    this.issued(seconds)
    this.#seen = this.#issued
    this.#active = this.#issued
  }

  /** Somebody pressed a key or moved the pointer. */
  active() {
    this.#active = this.#now()
  }

  /** Long work (an import) keeps the session until the function returned is called. */
  hold(): () => void {
    this.#held += 1
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#held -= 1
      this.active()
    }
  }

  due(): Due {
    const now = this.#now()
    // A clock set back must not make the session look young for longer.
    if (now < this.#seen) {
      const back = this.#seen - now
      this.#issued -= back
      this.#active -= back
    }
    this.#seen = now
    if (this.#held > 0) this.#active = now
    const age = now - this.#issued
    if (age >= this.#life) return 'expired'
    if (now - this.#active >= this.idle) return 'lock'
    if (age >= this.#life / 3 && this.#active > this.#issued) return 'renew'
    return 'nothing'
  }
}
