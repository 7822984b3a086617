import type {
  Book,
  BookForm,
  BookRow,
  Change,
  Counts,
  Draft,
  HistoryEntry,
  HistoryPage,
  Label,
  ListOpened,
  ListQuery,
  Selection,
  Status,
} from '../model'
import { refuse } from './errors'
import { checked } from './check'
import { understood } from './query'
import { rowOf, sorted } from './rows'
import { isWithin, orderOf } from './within'

/** A shelf with its books in their order; a smart one has a query instead. */
export interface FakeShelf {
  id: string
  name: string
  query: string | null
  books: string[]
}

interface Step {
  entry: HistoryEntry
  shelves: { before: FakeShelf[]; after: FakeShelf[] }
  before: Map<string, Book | null>
  after: Map<string, Book | null>
}

const STATUSES: Status[] = ['wantToRead', 'reading', 'paused', 'read', 'didNotFinish']

/** One account's books, with history, trash and drafts, kept until the page is loaded anew. */
export class FakeLibrary {
  books = new Map<string, Book>()
  drafts = new Map<string, Draft>()
  covers = new Map<string, Uint8Array<ArrayBuffer>>()
  shelves: FakeShelf[] = []
  version = 1
  historyLimit = 256 * 1024 * 1024
  #steps: Step[] = []
  #undone: Step[] = []
  #lists = new Map<number, string[]>()
  #next = 1

  constructor(private readonly changed: (version: number) => void) {}

  id(): string {
    return String(8_000_000_000_000_000 + this.#next++)
  }

  get(id: string): Book {
    const book = this.books.get(id)
    if (!book) throw refuse('notFound', 'This book is not in the library.')
    return book
  }

  add(form: BookForm): Change<Book> {
    const fields = checked(form)
    const now = new Date().toISOString().replace(/\.\d+/, '')
    const own = { id: this.id(), revision: this.id(), added: now, changed: now }
    const parts = { readings: [], copies: [], wish: null, quotes: [], shelves: [], cover: null }
    const book: Book = { ...fields, ...own, ...parts, trashed: null, isbn10: null }
    return { value: book, entry: this.commit({ kind: 'added', title: book.title }, [[book.id, book]]) }
  }

  update(id: string, base: string, form: BookForm): Change<Book> {
    const current = this.get(id)
    if (current.revision !== base) throw refuse('stale', 'This book was changed meanwhile.', { current })
    const fields = checked(form)
    const book = { ...current, ...fields, revision: this.id(), changed: new Date().toISOString() }
    return { value: book, entry: this.commit({ kind: 'edited', title: book.title }, [[id, book]]) }
  }

  trash(ids: string[]): Change<number> {
    const books = ids.map((id) => this.get(id)).filter(({ trashed }) => trashed === null)
    const trashed = new Date().toISOString()
    return this.#move('trashed', books, (book) => ({ ...book, trashed, revision: this.id() }))
  }

  restore(ids: string[]): Change<number> {
    const books = ids.map((id) => this.get(id)).filter(({ trashed }) => trashed !== null)
    return this.#move('restored', books, (book) => ({ ...book, trashed: null, revision: this.id() }))
  }

  deleteForGood(ids: string[]): Change<number> {
    return this.#move(
      'deletedForGood',
      ids.map((id) => this.get(id)),
      () => null,
    )
  }

  emptyTrash(): Change<number> {
    const gone = [...this.books.values()].filter(({ trashed }) => trashed !== null)
    const label: Label = { kind: 'emptiedTrash', count: gone.length }
    return {
      value: gone.length,
      entry: this.commit(
        label,
        gone.map(({ id }) => [id, null]),
      ),
    }
  }

  open(query: ListQuery): ListOpened {
    const { words, tests, problems } = understood(query.text)
    const books = [...this.books.values()].filter((book) => isWithin(book, query.within, this.shelves))
    const passing = books.map(rowOf).filter((row) => tests.every((test) => test(row)))
    const rows = sorted(passing, { ...query, text: words }, orderOf(this.shelves, query.within))
    const list = this.#next++
    this.#lists.set(
      list,
      rows.map(({ id }) => id),
    )
    return {
      list,
      total: rows.length,
      version: this.version,
      rows: rows.slice(0, 100),
      counts: this.#counts(),
      problems,
    }
  }

  rows(list: number, from: number, count: number): BookRow[] {
    return this.#list(list)
      .slice(from, from + count)
      .flatMap((id) => this.books.get(id) ?? [])
      .map(rowOf)
  }

  locate(list: number, id: string): number | null {
    const at = this.#list(list).indexOf(id)
    return at < 0 ? null : at
  }

  history(before: string | null, limit: number): HistoryPage {
    const all = [...this.#undone, ...this.#steps.toReversed()].map(({ entry }) => entry)
    const from = before === null ? 0 : all.findIndex(({ id }) => id === before) + 1
    return {
      entries: all.slice(from, from + limit),
      more: from + limit < all.length,
      canUndo: this.#steps.at(-1)?.entry ?? null,
      canRedo: this.#undone.at(-1)?.entry ?? null,
      size: all.length * 2_000,
      limit: this.historyLimit,
      forgotten: false,
    }
  }

  /** Forgets a list, as the backend does with the oldest of too many. */
  putAway(list: number) {
    this.#lists.delete(list)
  }

  /** The books of a selection. */
  selected({ allOf, ids }: Selection): string[] {
    return allOf === null ? ids : this.#list(allOf).filter((id) => !ids.includes(id))
  }

  /** Changes a part of a book, made from the state `base`. */
  edit(id: string, base: string, label: (title: string) => Label, change: (book: Book) => Partial<Book>): Change<Book> {
    const current = this.get(id)
    if (current.revision !== base) throw refuse('stale', 'This book was changed meanwhile.', { current })
    const book = { ...current, ...change(current), revision: this.id(), changed: new Date().toISOString() }
    return { value: book, entry: this.commit(label(book.title), [[id, book]]) }
  }

  undo(expected: string | null): HistoryEntry {
    const step = this.#steps.at(-1)
    if (!step) throw refuse('nothingToUndo', 'There is nothing to undo.')
    if (expected !== null && step.entry.id !== expected) throw refuse('historyMoved', 'Other changes came after it.')
    this.#steps.pop()
    this.#undone.push(step)
    return this.#apply(step, step.before, 'undone')
  }

  /** Takes back one change by itself; what was done to the same books since stands in the way. */
  undoAlone(id: string): Change<null> {
    const at = this.#steps.findIndex(({ entry }) => entry.id === id)
    const step = this.#steps[at]
    if (!step) throw refuse('notFound', 'This change is not in the history any more.')
    const later = this.#steps
      .slice(at + 1)
      .filter(({ after }) => [...after.keys()].some((book) => step.after.has(book)))
    const entries = later.map(({ entry }) => entry).reverse()
    if (entries.length > 0) throw refuse('inTheWay', 'Later changes build on this one.', { entries })
    const shelves = step.shelves.before === step.shelves.after ? this.shelves : step.shelves.before
    return {
      value: null,
      entry: this.commit({ kind: 'tookBack', entry: id, label: step.entry.label }, [...step.before], shelves),
    }
  }

  redo(): HistoryEntry {
    const step = this.#undone.pop()
    if (!step) throw refuse('nothingToUndo', 'There is nothing to redo.')
    this.#steps.push(step)
    return this.#apply(step, step.after, 'done')
  }

  commit(label: Label, changes: [string, Book | null][], shelves = this.shelves): string | null {
    if (changes.length === 0 && shelves === this.shelves) return null
    const before = new Map(changes.map(([id]) => [id, this.books.get(id) ?? null]))
    const at = new Date().toISOString()
    const entry: HistoryEntry = { id: this.id(), label, at, books: changes.length, state: 'done' }
    const step = { entry, before, after: new Map(changes), shelves: { before: this.shelves, after: shelves } }
    this.#undone = []
    this.#steps.push(step)
    this.#apply(step, step.after, 'done')
    return entry.id
  }

  #apply(step: Step, books: Map<string, Book | null>, state: HistoryEntry['state']): HistoryEntry {
    for (const [id, book] of books) {
      if (book) this.books.set(id, book)
      else this.books.delete(id)
    }
    this.shelves = step.shelves[state === 'done' ? 'after' : 'before']
    step.entry = { ...step.entry, state }
    this.version += 1
    this.changed(this.version)
    return step.entry
  }

  #move(
    kind: 'trashed' | 'restored' | 'deletedForGood',
    books: Book[],
    to: (book: Book) => Book | null,
  ): Change<number> {
    const label: Label = { kind, count: books.length, title: books[0]?.title ?? '' }
    const changes = books.map((book): [string, Book | null] => [book.id, to(book)])
    return { value: books.length, entry: this.commit(label, changes) }
  }

  #list(list: number): string[] {
    const ids = this.#lists.get(list)
    if (!ids) throw refuse('notFound', 'This list has been put away.')
    return ids
  }

  #rows(): BookRow[] {
    return [...this.books.values()].map(rowOf)
  }

  #counts(): Counts {
    const rows = this.#rows()
    const kept = rows.filter(({ trashed }) => trashed === null)
    const of = (status: Status | null) => kept.filter((row) => row.status === status).length
    const perStatus = Object.fromEntries(STATUSES.map((status) => [status, of(status)])) as Counts['perStatus']
    return { all: kept.length, perStatus, unsorted: of(null), trashed: rows.length - kept.length }
  }
}
