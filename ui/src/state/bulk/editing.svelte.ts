import { SvelteSet } from 'svelte/reactivity'
import { failedWith } from '../../api/failure'
import type { BookForm, BulkField, BulkForm, CustomField, FieldId, ShelfId } from '../../api/model'
import { m } from '../../messages'
import { asSentence } from '../../messages/sentence'
import { blankBook, fieldOnScreen, sentBook } from '../book/form'
import type { Listing } from '../listing/listing.svelte'
import { edit } from './actions'

/** What is going to happen, in the words that stand before the button. */
export interface Plan {
  set: string[]
  cleared: string[]
  addTags: string[]
  removeTags: string[]
  onto: string[]
  off: string[]
}

/** An edit of many books while it is typed: nothing is written but what is switched on. */
export class BulkEditing {
  typed = $state(blankBook())
  readonly fields = new SvelteSet<BulkField>()
  readonly custom = new SvelteSet<FieldId>()
  readonly values = $state<Record<FieldId, string>>({})
  addTags = $state.raw<string[]>([])
  removeTags = $state.raw<string[]>([])
  /** Tags that are being typed and not added yet. */
  addTag = $state('')
  removeTag = $state('')
  readonly onto = new SvelteSet<ShelfId>()
  readonly off = new SvelteSet<ShelfId>()
  errors = $state.raw<ReadonlyMap<string, string>>(new Map())
  problem = $state.raw<string | null>(null)
  saving = $state(false)

  constructor(
    private readonly listing: Listing,
    private readonly known: () => { fields: readonly CustomField[]; shelfName: (id: ShelfId) => string },
  ) {}

  get form(): BulkForm {
    const book = { ...sentBook($state.snapshot(this.typed)), custom: this.#values() }
    return {
      fields: [...this.fields],
      custom: [...this.custom],
      book,
      addTags: withTyped(this.addTags, this.addTag),
      removeTags: withTyped(this.removeTags, this.removeTag),
      shelve: [...this.onto],
      unshelve: [...this.off],
    }
  }

  get plan(): Plan {
    const { form } = this
    const { fields, shelfName } = this.known()
    const named = [
      ...form.fields.map((field) => ({ name: m.book.fields[field], blank: isBlank(form.book, field) })),
      ...fields
        .filter(({ id }) => this.custom.has(id))
        .map(({ id, name }) => ({ name, blank: (this.values[id] ?? '').trim() === '' })),
    ]
    return {
      set: named.filter(({ blank }) => !blank).map(({ name }) => name),
      cleared: named.filter(({ blank }) => blank).map(({ name }) => name),
      addTags: form.addTags,
      removeTags: form.removeTags,
      onto: form.shelve.map(shelfName),
      off: form.unshelve.map(shelfName),
    }
  }

  /** Whether anything would be written. */
  get says(): boolean {
    return Object.values(this.plan).some((part: string[]) => part.length > 0)
  }

  turn(field: BulkField) {
    if (!this.fields.delete(field)) {
      this.fields.add(field)
      // Whoever ticks the heart means to give it.
      if (field === 'favourite') this.typed.favourite = true
    }
    this.mend()
  }

  turnCustom(field: FieldId) {
    if (!this.custom.delete(field)) this.custom.add(field)
    this.mend()
  }

  /** What is wrong is being put right. */
  mend() {
    this.errors = new Map()
    this.problem = null
  }

  /** Gives whether it was written. */
  async save(): Promise<boolean> {
    if (this.saving) return false
    this.saving = true
    this.mend()
    try {
      await edit(this.listing, this.form)
      return true
    } catch (thrown) {
      if (failedWith(thrown, 'invalid', 'doubtful') && thrown.fields.length > 0) {
        this.errors = new Map(
          thrown.fields.map(({ field, message }) => [fieldOnScreen(this.typed, field), asSentence(message)]),
        )
      } else if (!failedWith(thrown, 'signedOut')) {
        this.problem = thrown instanceof Error && !failedWith(thrown, 'unexpected') ? thrown.message : m.app.unexpected
      }
      return false
    } finally {
      this.saving = false
    }
  }

  #values() {
    return [...this.custom]
      .map((field) => ({ field, value: this.values[field] ?? '' }))
      .filter(({ value }) => value.trim() !== '')
  }
}

const withTyped = (tags: string[], typed: string) => (typed.trim() === '' ? tags : [...tags, typed.trim()])

function isBlank(book: BookForm, field: BulkField): boolean {
  const value = book[field]
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
}
