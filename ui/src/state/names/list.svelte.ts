import { SvelteMap } from 'svelte/reactivity'
import * as names from '../../api/names'
import { failedWith } from '../../api/failure'
import type { NameId, NameKind, NameOrder, NameRow, NamesPage } from '../../api/model'
import { PAGE, Pages } from '../listing/pages'

type Source = (kind: NameKind, text: string, order: NameOrder, from: number, count: number) => Promise<NamesPage>

/**
 * The names of one kind as the screen shows them, with those that are selected. One reading is under way at a time, always of the newest
 * question; the rows further down are fetched as they come into view.
 */
export class NameList {
  text = $state('')
  order = $state<NameOrder>('name')
  total = $state(0)
  /** Nothing has been shown yet. */
  fresh = $state(true)
  failure = $state.raw<string | null>(null)
  focus = $state(0)
  /** Counts up when the focused row should come into view. */
  reveal = $state(0)
  scrollTop = 0
  keyboard = false
  readonly selected = new SvelteMap<NameId, NameRow>()

  #pages = $state.raw(new Pages<NameRow>(0))
  #filled = $state(0)
  #from = 0
  #to = 0
  #era = 0
  #opening: Promise<void> | undefined
  #again = false
  #fetching = new Set<number>()

  constructor(
    readonly kind: NameKind,
    private readonly source: Source = names.page,
  ) {}

  row(index: number): NameRow | undefined {
    void this.#filled
    return this.#pages.row(index)
  }

  /** Asks for other names: from the top. */
  ask(change: { text?: string; order?: NameOrder }): Promise<void> {
    this.text = change.text ?? this.text
    this.order = change.order ?? this.order
    this.focus = 0
    this.scrollTop = 0
    this.reveal += 1
    return this.refresh()
  }

  /** The same names anew, the person where they were. */
  refresh(): Promise<void> {
    this.#again = true
    this.#opening ??= this.#run().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  focusOn(index: number) {
    this.focus = Math.max(0, Math.min(index, this.total - 1))
  }

  /** The rows `from` to `to` (exclusive) are on the screen. */
  visible(from: number, to: number) {
    this.#from = from
    this.#to = to
    for (const page of this.#pages.missing(from, to)) void this.#fetch(page)
  }

  toggle(row: NameRow) {
    if (!this.selected.delete(row.id)) this.selected.set(row.id, row)
  }

  /** Adds the rows `from` to `to`, so far as they are here. */
  select(from: number, to: number) {
    for (let index = from; index <= to; index += 1) {
      const row = this.row(index)
      if (row) this.selected.set(row.id, row)
    }
  }

  /** Locked: no name stays in memory. */
  unload() {
    this.#era += 1
    this.#pages = new Pages(0)
    this.#fetching.clear()
    this.selected.clear()
    this.total = 0
    this.fresh = true
    this.failure = null
  }

  forget() {
    this.unload()
    this.text = ''
    this.order = 'name'
    this.focus = 0
    this.scrollTop = 0
    this.keyboard = false
  }

  async #run() {
    while (this.#again) {
      this.#again = false
      try {
        await this.#open()
        this.failure = null
      } catch (thrown) {
        if (failedWith(thrown, 'signedOut')) return
        this.failure = thrown instanceof Error ? thrown.message : String(thrown)
      }
    }
  }

  async #open() {
    const era = this.#era
    const [text, order] = [this.text, this.order]
    const first = await this.source(this.kind, text, order, 0, PAGE)
    const pages = new Pages<NameRow>(first.total)
    pages.put(0, first.names)
    const top = this.scrollTop === 0
    for (const page of top ? [] : pages.missing(this.#from, this.#to)) {
      pages.put(page, (await this.source(this.kind, text, order, page * PAGE, PAGE)).names)
    }
    if (era !== this.#era || this.#again) return
    this.#pages = pages
    this.#fetching.clear()
    this.total = first.total
    this.focus = Math.max(0, Math.min(this.focus, first.total - 1))
    this.fresh = false
  }

  async #fetch(page: number) {
    if (this.#fetching.has(page)) return
    this.#fetching.add(page)
    const pages = this.#pages
    try {
      const { names: rows } = await this.source(this.kind, this.text, this.order, page * PAGE, PAGE)
      if (pages !== this.#pages) return
      pages.put(page, rows)
      this.#filled += 1
    } catch {
      // The next scroll or the next change asks again.
    } finally {
      if (pages === this.#pages) this.#fetching.delete(page)
    }
  }
}
