import { call } from './call'
import type { BookId, Change, Selection, Shelf, ShelfForm, ShelfId } from './model'

export const list = () => call<Shelf[]>('shelves_list')
/** With what the shelf `was` as the form was begun, a change made since is asked about (`doubtful`). */
export const save = (shelf: ShelfId | null, form: ShelfForm, was: ShelfForm | null) =>
  call<Change<ShelfId>>('shelf_save', { shelf, form, was })
export const remove = (shelf: ShelfId) => call<Change<null>>('shelf_delete', { shelf })
/** Puts a shelf before another; at the end without one. */
export const move = (shelf: ShelfId, before: ShelfId | null) => call<Change<null>>('shelf_move', { shelf, before })
export const put = (shelf: ShelfId, selection: Selection) => call<Change<number>>('shelf_put', { shelf, selection })
export const take = (shelf: ShelfId, selection: Selection) => call<Change<number>>('shelf_take', { shelf, selection })
/** Puts books of a shelf before another of its books; at the end without one. */
export const order = (shelf: ShelfId, ids: BookId[], before: BookId | null) =>
  call<Change<null>>('shelf_order', { shelf, ids, before })
