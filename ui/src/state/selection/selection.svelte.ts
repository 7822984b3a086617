import type { BookId, Selection } from '../../api/model'

/** The list that is selected from. */
export interface Selectable {
  /** How the backend calls the list on the screen. */
  readonly list: number
  /** The version of the library that it shows. */
  readonly version: number
  readonly total: number
  row(index: number): { id: BookId } | undefined
  /** The ids of the rows `from` to `to` (exclusive). */
  ids(from: number, to: number): Promise<BookId[]>
  indexOf(id: BookId): Promise<number | null>
}

/**
 * Which books of a list are selected: by their ids, so that scrolling, sorting and reading the list anew change nothing; or all of the list but
 * some, whose ids stay with the backend however many they are.
 */
export class BookSelection {
  #source: Selectable
  /** The selected ones; those left out when all are. */
  #ids = new Set<BookId>()
  #all = $state(false)
  /** Moves with every change of the set, which is no signal itself. */
  #moved = $state(0)
  /** From where Shift selects. */
  #anchor: BookId | null = null
  /** The anchor was only pressed: the next one that is added takes it along. */
  #pressed = false
  #totalOfAll = 0
  #versionOfAll = 0
  /** An action on all of them is under way, or was the last step of the library that is known of. */
  #acted = false
  #era = 0

  constructor(source: Selectable) {
    this.#source = source
  }

  has(id: BookId): boolean {
    void this.#moved
    return this.#ids.has(id) !== this.#all
  }

  get count(): number {
    void this.#moved
    return this.#all ? Math.max(0, this.#source.total - this.#ids.size) : this.#ids.size
  }

  /** Whether all of the list are, without exception. */
  get isAll(): boolean {
    void this.#moved
    return this.#all && this.#ids.size === 0
  }

  /** The selected ids, unless only the backend knows them. */
  get ids(): BookId[] | null {
    void this.#moved
    return this.#all ? null : [...this.#ids]
  }

  /** What an action is told. */
  get sent(): Selection {
    return { allOf: this.#all ? this.#source.list : null, ids: [...this.#ids] }
  }

  /** A book was pressed plainly: nothing is selected, and selecting begins there. */
  press(id: BookId) {
    this.clear()
    this.#anchor = id
    this.#pressed = true
  }

  toggle(id: BookId) {
    this.#era += 1
    const first = this.#pressed && !this.#all && this.#ids.size === 0 ? this.#anchor : null
    if (first !== null) this.#ids.add(first)
    if (this.#ids.has(id) && id !== first) this.#ids.delete(id)
    else this.#ids.add(id)
    this.#anchor = id
    this.#pressed = false
    this.#moved += 1
  }

  /** Selects from the anchor, where there is none from row `otherwise`, to row `index`, and nothing else. */
  async extend(index: number, otherwise: number): Promise<void> {
    const era = ++this.#era
    this.#anchor ??= this.#source.row(otherwise)?.id ?? null
    const anchor = this.#anchor === null ? null : await this.#source.indexOf(this.#anchor)
    const from = anchor ?? otherwise
    const ids = await this.#source.ids(Math.min(from, index), Math.max(from, index) + 1)
    // Something else was selected while a long stretch was on its way.
    if (era !== this.#era) return
    this.#all = false
    this.#ids = new Set(ids)
    this.#pressed = false
    this.#moved += 1
  }

  selectAll() {
    this.#era += 1
    this.#all = true
    this.#acted = false
    this.#totalOfAll = this.#source.total
    this.#versionOfAll = this.#source.version
    this.#ids.clear()
    this.#moved += 1
  }

  clear() {
    this.#era += 1
    this.#pressed = false
    if (!this.#all && this.#ids.size === 0) return
    this.#all = false
    this.#ids.clear()
    this.#moved += 1
  }

  forget() {
    this.clear()
    this.#anchor = null
  }

  /** An action on the selection begins, or came to nothing: whether the library's next step is the selection's own. */
  acts(own: boolean) {
    this.#acted = own
  }

  /**
   * The list was read anew. All of it is what was selected only while the query and the library are the same; as many books need not be the same
   * ones. An action of the selection's own may have come between: it can take books out of the list, but bring none in. Gives whether the
   * selection was dropped without the person's doing.
   */
  refreshed(sameQuery: boolean): boolean {
    if (!this.#all) return false
    const { version, total } = this.#source
    const own = this.#acted && version === this.#versionOfAll + 1
    const known = sameQuery && (own || version === this.#versionOfAll)
    if (known && total === this.#totalOfAll) {
      if (own) this.#acted = false
      this.#versionOfAll = version
      return false
    }
    this.clear()
    return !known
  }
}
