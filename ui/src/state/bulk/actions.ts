import * as books from '../../api/books'
import { failedWith } from '../../api/failure'
import type { BulkForm, Change, Selection, ShelfId } from '../../api/model'
import { m } from '../../messages'
import { blankBook, sentBook } from '../book/form'
import type { Listing } from '../listing/listing.svelte'
import { shelves } from '../shelves/shelves.svelte'
import { attempt } from '../shell/attempt'
import { offerUndo } from '../shell/offer'
import { toasts } from '../shell/toasts.svelte'
import { workspace } from '../shell/workspace.svelte'

const nothing = (): BulkForm => ({
  fields: [],
  custom: [],
  book: sentBook(blankBook()),
  addTags: [],
  removeTags: [],
  shelve: [],
  unshelve: [],
})

/**
 * Does something to the selected books. The backend may have put a list away that all of is selected: then it is opened anew, and told again if
 * it is the same books still.
 */
export async function onSelected(listing: Listing, work: (selection: Selection) => Promise<Change<number>>) {
  const { selection } = listing
  const wasAll = selection.ids === null
  const act = async () => {
    selection.acts(true)
    let changed = false
    try {
      const change = await work(selection.sent)
      changed = change.entry !== null
      return change
    } finally {
      if (!changed) selection.acts(false)
    }
  }
  try {
    return await act()
  } catch (thrown) {
    if (!wasAll || !failedWith(thrown, 'notFound')) throw thrown
    await listing.refresh()
    // With other books in it, it is not what was selected any more.
    if (selection.count === 0) throw thrown
    return await act()
  }
}

/** Changes the selected books as one step; throws what the fields of a form should say. */
export async function edit(listing: Listing, form: Partial<BulkForm>): Promise<void> {
  const change = await onSelected(listing, (selection) => books.bulkEdit(selection, { ...nothing(), ...form }))
  await listing.refresh()
  say(change, m.bulk.edited(change.value))
}

/** The same, where no form shows what went wrong. */
export const editNow = (listing: Listing, form: Partial<BulkForm>) => attempt(() => edit(listing, form))

export async function shelve(listing: Listing, shelf: ShelfId): Promise<void> {
  const change = await attempt(() => onSelected(listing, (selection) => shelves.put(shelf, selection)))
  if (change) say(change, m.shelves.put(change.value, shelves.find(shelf)?.name ?? ''))
}

export async function unshelve(listing: Listing, shelf: ShelfId): Promise<void> {
  const change = await attempt(() => onSelected(listing, (selection) => shelves.take(shelf, selection)))
  if (!change) return
  listing.selection.clear()
  await listing.refresh()
  say(change, m.shelves.taken(change.value, shelves.find(shelf)?.name ?? ''))
}

export const moveToTrash = (listing: Listing) => leave(listing, books.trash, (count) => m.trash.movedMany(count))
export const restoreSelected = (listing: Listing) =>
  leave(listing, books.restore, (count) => m.trash.restoredMany(count))
export const deleteSelected = (listing: Listing) =>
  leave(listing, books.deleteForGood, (count) => m.trash.emptied(count))

/** They go from this list, and out of the selection with that. */
async function leave(
  listing: Listing,
  move: (selection: Selection) => Promise<Change<number>>,
  text: (count: number) => string,
) {
  const open = workspace.book
  const hit = open !== null && listing.selection.has(open)
  const change = await attempt(() => onSelected(listing, move))
  if (!change) return
  listing.selection.clear()
  if (hit) workspace.book = null
  await listing.refresh()
  say(change, text(change.value))
}

function say({ entry, value }: Change<number>, text: string) {
  if (value === 0) toasts.show(m.bulk.unchanged)
  else offerUndo(text, entry)
}
