import * as history from '../../api/history'
import type { HistoryId } from '../../api/model'
import { m } from '../../messages'
import { attempt } from './attempt'
import { toasts } from './toasts.svelte'
import { workspace } from './workspace.svelte'

/** Says what was done, and offers to undo it so long as nothing came on top. Without an entry nothing was changed. */
export function offerUndo(text: string, entry: HistoryId | null) {
  if (entry === null) toasts.show(text)
  else toasts.show(text, { action: { label: m.trash.undo, run: () => void takeBack(entry) } })
}

async function takeBack(entry: HistoryId) {
  const undone = await attempt(() => history.undo(entry))
  if (!undone) return
  await workspace.listing.refresh()
  toasts.show(m.history.didUndo(undone.label))
}
