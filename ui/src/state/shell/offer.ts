import { failedWith } from '../../api/failure'
import * as history from '../../api/history'
import type { HistoryId } from '../../api/model'
import { m } from '../../messages'
import { attempt } from './attempt'
import { toasts } from './toasts.svelte'
import { workspace } from './workspace.svelte'

/** Says what was done, and offers to undo it. Without an entry nothing was changed. */
export function offerUndo(text: string, entry: HistoryId | null) {
  if (entry === null) toasts.show(text)
  else toasts.show(text, { action: { label: m.trash.undo, run: () => void takeBack(entry) } })
}

/** Undoes a change; by itself, when others came on top of it. */
async function takeBack(entry: HistoryId) {
  const said = await attempt(async () => {
    try {
      return m.history.didUndo((await history.undo(entry)).label)
    } catch (thrown) {
      if (!failedWith(thrown, 'historyMoved')) throw thrown
      await history.undoAlone(entry)
      return m.history.tookBack
    }
  })
  if (said === undefined) return
  await workspace.listing.refresh()
  toasts.show(said)
}
