import { failedWith } from '../../api/failure'
import * as history from '../../api/history'
import type { HistoryId } from '../../api/model'
import { m } from '../../messages'
import { attempt } from '../shell/attempt'
import { toasts } from '../shell/toasts.svelte'

/** Undoes a change; by itself, when others came on top of it. Says whether it did. */
export async function takeBack(entry: HistoryId): Promise<boolean> {
  const done = await attempt(async () => {
    try {
      await history.undo(entry)
    } catch (thrown) {
      if (!failedWith(thrown, 'historyMoved')) throw thrown
      await history.undoAlone(entry)
    }
    return true
  })
  return done === true
}

/** Says what was done, with the offer to undo it. */
export function sayDone(text: string, entry: HistoryId | null, undone: string) {
  if (entry === null) return toasts.show(text)
  const run = async () => {
    if (await takeBack(entry)) toasts.show(undone)
  }
  toasts.show(text, { action: { label: m.history.undo, run: () => void run() } })
}
