import * as books from '../../api/books'
import * as names from '../../api/names'
import type { BookId, ListQuery, NameId, NameKind, StatusFilter, Within } from '../../api/model'
import { m } from '../../messages'
import { thumbnails } from '../covers/covers'
import { customFields } from '../fields/customFields.svelte'
import { Listing, type ListPlace } from '../listing/listing.svelte'
import { NameList } from '../names/list.svelte'
import { loans } from '../owning/loans.svelte'
import { wishes } from '../owning/wishes.svelte'
import { shelves } from '../shelves/shelves.svelte'
import { attempt } from './attempt'
import { toasts } from './toasts.svelte'

/** The list of all names of one kind. */
export type NamesScreen = 'people' | 'series' | 'publishers' | 'tags'
export type Screen =
  'library' | 'trash' | 'history' | 'accounts' | 'loans' | 'wishes' | 'name' | 'duplicates' | NamesScreen
export type Panel = 'shortcuts' | 'password' | 'leaked' | 'recoveryCode' | 'leave' | 'import' | 'export' | 'settings'

/** The name whose page is open. */
export interface Named {
  kind: NameKind
  id: NameId
}

/** Where a person is: kept over a lock, in memory or as an encrypted draft. */
export interface Place {
  screen: Screen
  book: BookId | null
  named: Named | null
  library: ListPlace
  trash: ListPlace
  ofName: ListPlace
  /** The draft that is being edited. */
  editing: string | null
}

export const SCREEN_OF: Record<NameKind, NamesScreen> = {
  person: 'people',
  series: 'series',
  publisher: 'publishers',
  tag: 'tags',
}

export const KIND_OF: Record<NamesScreen, NameKind> = {
  people: 'person',
  series: 'series',
  publishers: 'publisher',
  tags: 'tag',
}

const sameWithin = (one: Within | null, other: Within | null) => JSON.stringify(one) === JSON.stringify(other)

/** As many steps back as anybody remembers having made. */
const TRAIL = 50

/** The screen, the book beside it, and the lists. */
class Workspace {
  screen = $state<Screen>('library')
  book = $state<BookId | null>(null)
  panel = $state<Panel | null>(null)
  named = $state.raw<Named | null>(null)
  /** The books that are being made one. */
  merging = $state.raw<BookId[] | null>(null)
  /** Of the library, as it was last heard: what shows a book reads it anew when this moves. */
  version = $state(0)
  readonly library = new Listing(books)
  readonly trash = new Listing(books, { place: 'trash', sort: 'changed', direction: 'descending' })
  /** The books of the name whose page is open. */
  readonly ofName = new Listing(books)
  readonly names: Readonly<Record<NameKind, NameList>> = {
    person: new NameList('person'),
    series: new NameList('series'),
    publisher: new NameList('publisher'),
    tag: new NameList('tag'),
  }
  /** How lists were ordered before a shelf came in its own order. */
  #order: Pick<ListQuery, 'sort' | 'direction'> = { sort: 'title', direction: 'ascending' }
  #trail = $state.raw<Place[]>([])

  /** The list on the screen. */
  get listing(): Listing {
    if (this.screen === 'trash') return this.trash
    return this.screen === 'name' ? this.ofName : this.library
  }

  get canGoBack(): boolean {
    return this.#trail.length > 0
  }

  go(screen: Screen) {
    if (this.screen === screen) return
    this.#leave()
    this.screen = screen
  }

  /** Shows a part of the library, with null all of it again. A shelf that is filled by hand comes in its own order. */
  enter(within: Within | null, status: StatusFilter | null = null) {
    const { query } = this.library
    const isHere = this.screen === 'library' && sameWithin(query.within, within)
    if (!isHere) this.#leave()
    this.screen = 'library'
    if (query.sort !== 'within') this.#order = { sort: query.sort, direction: query.direction }
    const byHand = within?.kind === 'shelf' && shelves.find(within.id)?.query === null
    const order = byHand ? ({ sort: 'within', direction: 'ascending' } as const) : this.#order
    const text = sameWithin(query.within, within) ? query.text : ''
    void this.library.ask({ within, status, text, ...(isHere ? {} : order) })
  }

  /** Goes to the page of a name, spelled as a book has it. */
  async openName(kind: NameKind, name: string) {
    const id = await attempt(() => names.find(kind, name))
    if (id === undefined) return
    if (id === null) return toasts.show(m.names.gone)
    this.openNameId(kind, id)
  }

  openNameId(kind: NameKind, id: NameId) {
    if (this.screen === 'name' && this.named?.kind === kind && this.named.id === id) return
    this.#leave()
    this.screen = 'name'
    this.named = { kind, id }
    this.ofName.forget()
    const sort = kind === 'series' ? 'within' : 'title'
    void this.ofName.ask({ within: { kind: 'name', what: kind, id }, sort })
  }

  /** Begins to make one book of several. */
  mergeBooks(ids: BookId[]) {
    this.merging = ids
  }

  /** Where one was before, as one left it. */
  back() {
    const place = this.#trail.at(-1)
    if (!place) return
    this.#trail = this.#trail.slice(0, -1)
    const another = JSON.stringify(place.ofName.query) !== JSON.stringify(this.ofName.query)
    if (another) this.ofName.unload()
    this.restore(place)
    void this.listing.refresh()
  }

  place(editing: string | null): Place {
    const { screen, book, named } = this
    const [library, trash, ofName] = [this.library, this.trash, this.ofName].map((list) => list.place())
    return { screen, book, named, library, trash, ofName, editing } as Place
  }

  restore(place: Place) {
    this.screen = place.screen
    this.book = place.book
    this.named = place.named
    this.library.restore(place.library)
    this.trash.restore(place.trash)
    this.ofName.restore(place.ofName)
  }

  changed(version: number) {
    this.version = version
    this.library.changed(version)
    void shelves.refresh()
    void loans.refresh()
    void wishes.refresh()
    void customFields.refresh()
    if (!this.trash.fresh) this.trash.changed(version)
    if (this.screen === 'name') this.ofName.changed(version)
  }

  unload() {
    thumbnails.clear()
    shelves.forget()
    loans.unload()
    wishes.unload()
    customFields.forget()
    for (const list of [this.library, this.trash, this.ofName, ...Object.values(this.names)]) list.unload()
  }

  forget() {
    this.screen = 'library'
    this.book = null
    this.panel = null
    this.named = null
    this.merging = null
    this.#trail = []
    for (const list of [this.library, this.trash, this.ofName, ...Object.values(this.names)]) list.forget()
  }

  #leave() {
    this.#trail = [...this.#trail, this.place(null)].slice(-TRAIL)
    this.book = null
  }
}

export const workspace = new Workspace()
