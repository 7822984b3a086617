import * as books from '../../api/books'
import { failedWith } from '../../api/failure'
import type { Book, BookId, Change, Revision } from '../../api/model'
import { asSentence } from '../../messages/sentence'
import type { Drafts } from '../drafts/drafts'
import { blankBook, fieldOnScreen, saysTheSame, sentBook, typedBook, type TypedBook, type TypedField } from './form'
import { differences, merged, type Difference, type Side } from './merge'

/** What a draft's body holds. */
interface Kept {
  id: BookId | null
  base: Revision | null
  original: TypedBook
  typed: TypedBook
}

/** Another version was saved while this one was typed. */
export interface Conflict {
  current: Book
  saved: TypedBook
  differences: Difference[]
}

const NEW = 'book:new'

/** One book being typed. */
export class Editing {
  readonly id: BookId | null
  readonly key: string
  /** Whether it goes on from a draft that was left. */
  readonly resumed: boolean
  typed: TypedBook = $state(blankBook())
  errors = $state.raw<ReadonlyMap<string, string>>(new Map())
  /** What is wrong with the whole of it. */
  problem = $state.raw<string | null>(null)
  saving = $state(false)
  conflict = $state.raw<Conflict | null>(null)
  #base: Revision | null
  #original: TypedBook

  constructor(key: string, kept: Kept, resumed: boolean) {
    this.id = kept.id
    this.key = key
    this.resumed = resumed
    this.#base = kept.base
    this.#original = kept.original
    this.typed = structuredClone(kept.typed)
  }

  get changed(): boolean {
    return !saysTheSame(this.#original, $state.snapshot(this.typed))
  }

  body(): string {
    const kept: Kept = {
      id: this.id,
      base: this.#base,
      original: this.#original,
      typed: $state.snapshot(this.typed),
    }
    return JSON.stringify(kept)
  }

  /** Saves it. Gives nothing when that was not possible: then the errors or the conflict say why. */
  async save(): Promise<Change<Book> | null> {
    if (this.saving) return null
    this.saving = true
    this.errors = new Map()
    this.problem = null
    const sent = sentBook(this.typed)
    this.typed.tags = sent.tags
    this.typed.tag = ''
    const typed = $state.snapshot(this.typed)
    try {
      return await (this.id === null || this.#base === null ? books.add(sent) : books.update(this.id, this.#base, sent))
    } catch (thrown) {
      this.#refused(thrown, typed)
      return null
    } finally {
      this.saving = false
    }
  }

  /** Something was typed into a field: what was said of it does not hold any more. */
  mend(field: string) {
    // An amount is read by its currency: the two are one.
    const edited = field.startsWith('price.') ? 'price' : field
    const within = (one: string, other: string) => one === other || one.startsWith(`${other}.`)
    const left = [...this.errors].filter(([wrong]) => !within(wrong, edited) && !within(edited, wrong))
    if (left.length < this.errors.size) this.errors = new Map(left)
  }

  /** Both versions were looked at: what was chosen is typed now, on top of what is saved. */
  settle(choices: ReadonlyMap<TypedField, Side>) {
    if (this.conflict === null) return
    this.typed = merged($state.snapshot(this.typed), this.conflict.saved, choices)
    this.#base = this.conflict.current.revision
    this.#original = this.conflict.saved
    this.conflict = null
  }

  #refused(thrown: unknown, typed: TypedBook) {
    if (failedWith(thrown, 'stale') && thrown.current) {
      const saved = typedBook(thrown.current)
      this.conflict = { current: thrown.current, saved, differences: differences(this.#original, typed, saved) }
    } else if (failedWith(thrown, 'invalid') && thrown.fields.length > 0) {
      this.errors = new Map(
        thrown.fields.map(({ field, message }) => [fieldOnScreen(typed, field), asSentence(message)]),
      )
    } else if (!failedWith(thrown, 'signedOut')) {
      this.problem = thrown instanceof Error ? thrown.message : String(thrown)
    }
  }
}

/** The editor: at most one book is typed at a time. */
export class Editor {
  editing = $state.raw<Editing | null>(null)
  #drafts: Drafts

  constructor(drafts: Drafts) {
    this.#drafts = drafts
  }

  /** Opens a blank book, or the one that was begun and never saved. */
  add() {
    this.#begin(NEW, blankBook())
  }

  /** Opens a book that is to stand in a series; with a draft of its own, beside any other that was begun. */
  addTo(series: string, number: string | null) {
    const typed = { ...blankBook(), series: [{ name: series, number: number ?? '' }] }
    this.#begin(`${NEW}:${series}:${number ?? ''}`, typed)
  }

  edit(book: Book) {
    const typed = typedBook(book)
    const fresh = { id: book.id, base: book.revision, original: typed, typed }
    const key = `book:${book.id}`
    this.editing = this.#resumed(key) ?? new Editing(key, fresh, false)
  }

  /** Goes on where a draft was left. */
  resume(key: string) {
    this.editing = this.#resumed(key)
  }

  /** Every keystroke comes by here. */
  keep() {
    if (this.editing === null) return
    if (this.editing.changed) this.#drafts.put(this.editing.key, this.editing.body())
    else this.#drafts.discard(this.editing.key)
  }

  /** Leaves the editor; what was typed is saved or not wanted. */
  close() {
    if (this.editing) this.#drafts.discard(this.editing.key)
    this.editing = null
  }

  /** What was begun and never saved. */
  unfinished(): { key: string; title: string }[] {
    return this.#drafts.keys().flatMap((key) => {
      const kept = this.#read(key)
      return kept ? [{ key, title: kept.typed.title.trim() }] : []
    })
  }

  discard(key: string) {
    this.#drafts.discard(key)
  }

  #begin(key: string, typed: TypedBook) {
    const fresh = { id: null, base: null, original: typed, typed }
    this.editing = this.#resumed(key) ?? new Editing(key, fresh, false)
  }

  #resumed(key: string): Editing | null {
    const kept = this.#read(key)
    return kept && new Editing(key, kept, true)
  }

  #read(key: string): Kept | null {
    const body = key.startsWith('book:') ? this.#drafts.get(key) : undefined
    if (body === undefined) return null
    try {
      const kept = JSON.parse(body) as Kept
      // A draft of another version may lack fields that this one has.
      return { ...kept, original: { ...blankBook(), ...kept.original }, typed: { ...blankBook(), ...kept.typed } }
    } catch {
      return null
    }
  }
}
