import type { BookId, Change, HistoryEntry, HistoryId } from '../../api/model'
import { m } from '../../messages'
import { announcer } from '../shell/announcer.svelte'
import { toasts } from '../shell/toasts.svelte'
import { workspace } from '../shell/workspace.svelte'
import { attempt } from '../shell/attempt'
import * as shelf from './shelf'

/** A book as the sentences about it need it. */
interface Named {
  id: BookId
  title: string
}

/** Which book a change was about: undoing it comes back to that book. */
const touched = new Map<HistoryId, BookId>()

function touch(id: BookId, { entry }: Change<number>) {
  if (entry !== null) touched.set(entry, id)
}

/** Moves a book to the trash, and offers to take that back. */
export async function trash({ id, title }: Named) {
  const change = await attempt(() => shelf.trashBooks([id]))
  if (!change || change.value === 0) return
  touch(id, change)
  if (workspace.book === id) workspace.book = null
  await workspace.listing.refresh()
  toasts.show(m.trash.moved(1, title), {
    action: { label: m.trash.undo, run: () => void takeBack({ id, title }, change.entry) },
  })
}

async function takeBack({ id, title }: Named, entry: string | null) {
  const taken = await attempt(() => shelf.takeBack([id], entry).then(() => true))
  if (!taken) return
  await workspace.listing.show(id)
  toasts.show(m.trash.restored(1, title))
}

export async function restore({ id, title }: Named) {
  const change = await attempt(() => shelf.restoreBooks([id]))
  if (!change || change.value === 0) return
  touch(id, change)
  if (workspace.book === id) workspace.book = null
  await workspace.listing.refresh()
  toasts.show(m.trash.restored(1, title))
}

export async function deleteForGood({ id, title }: Named) {
  const change = await attempt(() => shelf.deleteForGood([id]))
  if (!change || change.value === 0) return
  touch(id, change)
  if (workspace.book === id) workspace.book = null
  await workspace.listing.refresh()
  toasts.show(m.trash.deleted(1, title))
}

export async function emptyTrash() {
  const change = await attempt(shelf.emptyTrash)
  if (!change) return
  workspace.book = null
  await workspace.listing.refresh()
  toasts.show(m.trash.emptied(change.value))
}

/** Undoes an import, so long as nothing came on top of it. Gives whether it did. */
export async function takeBackImport(entry: HistoryId): Promise<boolean> {
  const undone = await attempt(() => shelf.undoEntry(entry))
  if (!undone) return false
  await workspace.listing.refresh()
  return true
}

/** Undoes the newest change, whatever it was. */
export const undo = () => step(shelf.undoNewest, m.history.didUndo, m.history.nothingToUndo)
export const redo = () => step(shelf.redoNewest, m.history.didRedo, m.history.nothingToRedo)

async function step(
  take: () => Promise<HistoryEntry | null>,
  say: (label: HistoryEntry['label']) => string,
  nothing: string,
): Promise<void> {
  const entry = await attempt(take)
  if (entry === undefined) return
  if (entry === null) return (announcer.say(nothing), toasts.show(nothing))
  await workspace.listing.show(touched.get(entry.id) ?? null)
  // An offer to undo what is undone would be one too many.
  toasts.clear()
  toasts.show(say(entry.label))
}
