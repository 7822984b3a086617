import { failedWith } from '../../api/failure'
import type { BookId, BookRow, Counts, ListOpened, ListQuery, QueryProblem, SortField } from '../../api/model'
import { m } from '../../messages'
import { BookSelection } from '../selection/selection.svelte'
import { toasts } from '../shell/toasts.svelte'
import { PAGE, Pages } from './pages'

/** What one call for rows gives at most. */
const MOST_ROWS = 500

/** Whether two queries ask for the same books, in whatever order. */
const sameBooks = (one: ListQuery, other: ListQuery) =>
  one.text === other.text &&
  one.status === other.status &&
  one.place === other.place &&
  JSON.stringify(one.within) === JSON.stringify(other.within)

/** Where lists come from. */
export interface ListSource {
  openList(query: ListQuery): Promise<ListOpened>
  rows(list: number, from: number, count: number): Promise<BookRow[]>
  locate(list: number, id: BookId): Promise<number | null>
}

/** How books stand on the screen: in lines, in lines with small covers, or as covers. */
export type Layout = 'list' | 'thumbnails' | 'covers'

/** What survives a lock: enough to come back to the same row. */
export interface ListPlace {
  query: ListQuery
  layout?: Layout
  focus: number
  focusId: BookId | null
  scrollTop: number
}

/**
 * One list of books as the screen shows it. The ids stay with the backend; rows are fetched as they come into view. One opening is under way
 * at a time, always of the newest query, so that an old answer can never replace a newer one.
 */
export class Listing {
  query = $state.raw<ListQuery>({
    text: '',
    status: null,
    place: 'library',
    within: null,
    sort: 'title',
    direction: 'ascending',
  })
  layout = $state<Layout>('list')
  total = $state(0)
  counts = $state.raw<Counts | null>(null)
  /** Nothing has been shown yet. */
  fresh = $state(true)
  failure = $state.raw<string | null>(null)
  focus = $state(0)
  /** The query whose books are on the screen. */
  shown = $state.raw<ListQuery | null>(null)
  /** What of the query that is on the screen was not understood. */
  problems = $state.raw<readonly QueryProblem[]>([])
  readonly selection = new BookSelection(this)
  /** Counts up when the focused row should come into view. */
  reveal = $state(0)
  scrollTop = 0
  /** Whether the keyboard is in the list: it comes back there when the rows do. */
  keyboard = false

  #source: ListSource
  #initial: ListQuery
  #pages = $state.raw(new Pages<BookRow>(0))
  #filled = $state(0)
  #list = 0
  #version = -1
  #focusId: BookId | null = null
  #from = 0
  #to = 0
  #fetching = new Set<number>()
  #opening: Promise<void> | undefined
  #again = false
  #revealNext = false
  #era = 0

  constructor(source: ListSource, initial: Partial<ListQuery> = {}) {
    this.#source = source
    this.query = { ...this.query, ...initial }
    this.#initial = this.query
  }

  row(index: number): BookRow | undefined {
    void this.#filled
    return this.#pages.row(index)
  }

  /** How the backend calls the list on the screen. */
  get list(): number {
    return this.#list
  }

  /** The version of the library that is on the screen. */
  get version(): number {
    return this.#version
  }

  get focusedRow(): BookRow | undefined {
    return this.row(this.focus)
  }

  /** Asks for other books: from the top. */
  ask(change: Partial<ListQuery>): Promise<void> {
    const before = this.query
    this.query = { ...before, ...change }
    if (!sameBooks(before, this.query)) this.selection.forget()
    this.#focusId = null
    this.focus = 0
    this.scrollTop = 0
    this.#revealNext = true
    return this.refresh()
  }

  /** Sorts by `field`; by the one it is sorted by already, turns the order round. */
  sortBy(field: SortField): Promise<void> {
    const turned = this.query.direction === 'ascending' ? 'descending' : 'ascending'
    return this.ask({ sort: field, direction: this.query.sort === field ? turned : 'ascending' })
  }

  /** The ids of the rows `from` to `to` (exclusive), however many they are. */
  async ids(from: number, to: number): Promise<BookId[]> {
    const ids: BookId[] = []
    for (let at = from; at < Math.min(to, this.total); at += MOST_ROWS) {
      const rows = await this.#source.rows(this.#list, at, Math.min(MOST_ROWS, to - at))
      ids.push(...rows.map(({ id }) => id))
    }
    return ids
  }

  /** Where a book stands in the list on the screen. */
  indexOf(id: BookId): Promise<number | null> {
    return this.#source.locate(this.#list, id)
  }

  /** The same books anew, the person where they were. */
  refresh(): Promise<void> {
    this.#again = true
    this.#opening ??= this.#run().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  /** The library is at `version` now. */
  changed(version: number) {
    if (version !== this.#version) void this.refresh()
  }

  /** Brings a book into view, once the list that has it is here; without one, the row the person is at. */
  show(id: BookId | null): Promise<void> {
    if (id !== null) this.#focusId = id
    this.#revealNext = true
    return this.refresh()
  }

  focusOn(index: number) {
    this.focus = Math.max(0, Math.min(index, this.total - 1))
    this.#focusId = this.#pages.row(this.focus)?.id ?? null
  }

  /** The rows `from` to `to` (exclusive) are on the screen. */
  visible(from: number, to: number) {
    this.#from = from
    this.#to = to
    for (const page of this.#pages.missing(from, to)) void this.#fetch(page)
  }

  place(): ListPlace {
    return {
      query: this.query,
      layout: this.layout,
      focus: this.focus,
      focusId: this.#focusId,
      scrollTop: this.scrollTop,
    }
  }

  restore(place: ListPlace) {
    this.query = place.query
    this.layout = place.layout ?? this.layout
    this.focus = place.focus
    this.#focusId = place.focusId
    this.scrollTop = place.scrollTop
    // Enough to fill a window there, until the grid says what is visible.
    this.#from = Math.max(0, place.focus - PAGE / 2)
    this.#to = place.focus + PAGE / 2
  }

  /** Locked: no title stays in memory, but the person's place does. */
  unload() {
    this.#era += 1
    this.#pages = new Pages(0)
    this.#version = -1
    this.total = 0
    this.counts = null
    this.fresh = true
    this.failure = null
    this.problems = []
    this.selection.forget()
    this.#fetching.clear()
  }

  /** Another person: not even the place stays. */
  forget() {
    this.unload()
    this.keyboard = false
    this.restore({ query: this.#initial, focus: 0, focusId: null, scrollTop: 0 })
  }

  async #run() {
    while (this.#again) {
      this.#again = false
      try {
        await this.#open()
        this.failure = null
      } catch (thrown) {
        if (failedWith(thrown, 'signedOut')) return
        // Put away between two calls: it is opened once more below, unless that fails as well.
        if (failedWith(thrown, 'notFound') && !this.#again) await this.#open().catch(() => undefined)
        else this.failure = thrown instanceof Error ? thrown.message : String(thrown)
      }
    }
  }

  async #open() {
    const era = this.#era
    const query = this.query
    const opened = await this.#source.openList(query)
    const pages = new Pages<BookRow>(opened.total)
    pages.put(0, opened.rows)
    const wanted = this.#focusId
    const located = wanted === null ? null : await this.#source.locate(opened.list, wanted)
    const focus = located ?? Math.max(0, Math.min(this.focus, opened.total - 1))
    const atTop = this.scrollTop === 0 && this.#revealNext
    const needed = atTop ? [] : pages.missing(this.#from, this.#to)
    for (const page of new Set([...needed, ...pages.missing(focus, focus + 1)])) {
      pages.put(page, await this.#source.rows(opened.list, page * PAGE, PAGE))
    }
    if (era !== this.#era) return
    this.#list = opened.list
    this.#version = opened.version
    this.#fetching.clear()
    this.#pages = pages
    this.total = opened.total
    this.counts = opened.counts
    this.problems = opened.problems
    const sameQuery = this.shown !== null && sameBooks(this.shown, query)
    if (this.selection.refreshed(sameQuery)) toasts.show(m.selection.dropped)
    this.shown = query
    this.fresh = false
    // A query that was asked for meanwhile decides on its own where the focus goes.
    if (query !== this.query) return
    // So does a book that is to be shown: the next opening looks for it.
    if (this.#again && wanted !== this.#focusId) return
    this.focus = focus
    this.#focusId = pages.row(focus)?.id ?? null
    if (this.#revealNext) {
      this.#revealNext = false
      this.reveal += 1
    }
  }

  async #fetch(page: number) {
    if (this.#fetching.has(page)) return
    this.#fetching.add(page)
    const [pages, list] = [this.#pages, this.#list]
    try {
      const rows = await this.#source.rows(list, page * PAGE, PAGE)
      if (pages !== this.#pages) return
      pages.put(page, rows)
      this.#filled += 1
    } catch (thrown) {
      if (pages === this.#pages && failedWith(thrown, 'notFound')) void this.refresh()
    } finally {
      if (pages === this.#pages) this.#fetching.delete(page)
    }
  }
}
