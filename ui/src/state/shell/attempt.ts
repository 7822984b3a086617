import { failedWith } from '../../api/failure'
import { m } from '../../messages'
import { toasts } from './toasts.svelte'

/** Does something that may fail where there is no field to say so: then a toast does. Gives undefined when it failed. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (thrown) {
    // The lock screen says it.
    if (failedWith(thrown, 'signedOut')) return undefined
    const text = thrown instanceof Error && !failedWith(thrown, 'unexpected') ? thrown.message : m.app.unexpected
    toasts.show(text, { tone: 'danger' })
    return undefined
  }
}
