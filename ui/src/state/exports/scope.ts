import type { Counts, FileFormat, ListQuery, Selection } from '../../api/model'
import type { Listing } from '../listing/listing.svelte'

/** Which books are exported: those selected, those of the list on the screen in its order, or all. */
export type Scope = 'selected' | 'shown' | 'all'

/** One that can be chosen. */
export interface Offer {
  scope: Scope
  /** How many books that is, once it is known. */
  books: number | null
}

/** Whether a list has only some of the books that are on the shelves. */
export const isNarrowed = ({ text, status, within, place }: ListQuery) =>
  text.trim() !== '' || status !== null || within !== null || place !== 'library'

const isOrdered = ({ sort, direction }: ListQuery) => sort !== 'title' || direction !== 'ascending'

/** What can be exported from where the person is. `listing` is the list on the screen, if there is one. */
export function offered(listing: Listing | null, counts: Counts | null, format: FileFormat): Offer[] {
  const offers: Offer[] = []
  if (listing && listing.selection.count > 0) offers.push({ scope: 'selected', books: listing.selection.count })
  const shown = listing?.shown ?? null
  if (listing && shown && listing.total > 0 && (isNarrowed(shown) || isOrdered(shown))) {
    offers.push({ scope: 'shown', books: listing.total })
  }
  // Our own file is the whole library, with what lies in the trash.
  const trashed = format === 'json' ? counts?.trashed : 0
  const all = counts === null ? null : counts.all + (trashed ?? 0)
  return [...offers, { scope: 'all', books: all }]
}

/** What the person most likely means: what was picked out, by hand or by a search. */
export function likeliest(offers: readonly Offer[], listing: Listing | null): Scope {
  const has = (scope: Scope) => offers.some((offer) => offer.scope === scope)
  if (has('selected')) return 'selected'
  return has('shown') && listing?.shown && isNarrowed(listing.shown) ? 'shown' : 'all'
}

/** What the backend is told; null stands for all books. */
export function sentFor(scope: Scope, listing: Listing | null): Selection | null {
  if (listing === null || scope === 'all') return null
  return scope === 'selected' ? listing.selection.sent : { allOf: listing.list, ids: [] }
}
