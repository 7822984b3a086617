import type { Shelf } from '../../api/model'
import { m } from '../../messages'
import { attempt } from '../shell/attempt'
import { offerUndo } from '../shell/offer'
import { workspace } from '../shell/workspace.svelte'
import { carried } from './carried.svelte'
import { shelves } from './shelves.svelte'

/** Deletes a shelf, and offers to take that back. Its books stay. */
export async function deleteShelf({ id, name }: Shelf) {
  const change = await attempt(() => shelves.remove(id))
  if (!change) return
  const { within } = workspace.library.query
  if (within?.kind === 'shelf' && within.id === id) workspace.enter(null)
  offerUndo(m.shelves.deleted(name), change.entry)
  // What was pressed went with it.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById('add-shelf')?.focus()
  })
}

/** Puts on a shelf what was dragged there. */
export async function putCarried({ id, name }: Shelf) {
  const { books } = carried
  if (!books) return
  const change = await attempt(() => shelves.put(id, books.selection))
  if (change) offerUndo(m.shelves.put(change.value, name), change.entry)
}
