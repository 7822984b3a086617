import type { BookId, Selection } from '../../api/model'

/** The books that are being dragged: the page itself keeps them, for a drag says what it carries only when it ends. */
class Carried {
  books = $state.raw<{ selection: Selection; ids: BookId[] | null; count: number } | null>(null)
}

/** What marks a drag of books among all others. */
export const BOOKS = 'application/x-bookplate-books'
export const SHELF = 'application/x-bookplate-shelf'

export const carried = new Carried()
