import * as books from '../../api/books'
import type { BookId } from '../../api/model'
import { Listing, type ListPlace } from '../listing/listing.svelte'

export type Screen = 'library' | 'trash' | 'history' | 'accounts'
export type Panel = 'shortcuts' | 'password' | 'leave' | 'import'

/** Where a person is: kept over a lock, in memory or as an encrypted draft. */
export interface Place {
  screen: Screen
  book: BookId | null
  library: ListPlace
  trash: ListPlace
  /** The draft that is being edited. */
  editing: string | null
}

/** The screen, the book beside it, and the two lists. */
class Workspace {
  screen = $state<Screen>('library')
  book = $state<BookId | null>(null)
  panel = $state<Panel | null>(null)
  /** Of the library, as it was last heard: what shows a book reads it anew when this moves. */
  version = $state(0)
  readonly library = new Listing(books)
  readonly trash = new Listing(books, { place: 'trash', sort: 'changed', direction: 'descending' })

  /** The list on the screen. */
  get listing(): Listing {
    return this.screen === 'trash' ? this.trash : this.library
  }

  go(screen: Screen) {
    if (this.screen !== screen) this.book = null
    this.screen = screen
  }

  place(editing: string | null): Place {
    const { screen, book } = this
    return { screen, book, library: this.library.place(), trash: this.trash.place(), editing }
  }

  restore(place: Place) {
    this.screen = place.screen
    this.book = place.book
    this.library.restore(place.library)
    this.trash.restore(place.trash)
  }

  changed(version: number) {
    this.version = version
    this.library.changed(version)
    if (!this.trash.fresh) this.trash.changed(version)
  }

  unload() {
    this.library.unload()
    this.trash.unload()
  }

  forget() {
    this.screen = 'library'
    this.book = null
    this.panel = null
    this.library.forget()
    this.trash.forget()
  }
}

export const workspace = new Workspace()
