export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'danger'
  action?: { label: string; run: () => void }
}

/** Long enough to read a sentence and reach the button. */
const SHOWN = 8_000
const AT_ONCE = 3

/** Short news at the window's foot. They wait while the pointer or the focus is on them. */
class Toasts {
  list = $state.raw<Toast[]>([])
  #next = 1
  #timers = new Map<number, ReturnType<typeof setTimeout>>()

  show(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}) {
    const toast: Toast = { id: this.#next++, text, tone: 'plain', ...options }
    this.list = [...this.list, toast].slice(-AT_ONCE)
    this.resume(toast.id)
  }

  dismiss(id: number) {
    this.pause(id)
    this.list = this.list.filter((toast) => toast.id !== id)
  }

  pause(id: number) {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  resume(id: number) {
    this.pause(id)
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), SHOWN),
    )
  }

  clear() {
    for (const { id } of this.list) this.dismiss(id)
  }
}

export const toasts = new Toasts()
