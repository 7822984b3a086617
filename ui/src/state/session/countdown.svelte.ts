/** How often it looks at the clock, in milliseconds: often enough that no second is left out. */
const LOOK = 250

/** Counts the seconds down until something may be tried again. */
export class Countdown {
  /** Whole seconds; none when nothing is waited for. */
  left = $state(0)
  /** How many they were at first. */
  from = $state(0)
  #until = 0
  #timer: ReturnType<typeof setInterval> | undefined

  /** Calls `over` once so many seconds have gone by, also those that the computer slept. */
  begin(seconds: number, over: () => void) {
    this.stop()
    if (seconds <= 0) return
    this.#until = Date.now() + seconds * 1000
    this.from = seconds
    this.left = seconds
    this.#timer = setInterval(() => {
      this.left = Math.max(0, Math.ceil((this.#until - Date.now()) / 1000))
      if (this.left > 0) return
      this.stop()
      over()
    }, LOOK)
  }

  stop() {
    clearInterval(this.#timer)
    this.left = 0
  }
}
