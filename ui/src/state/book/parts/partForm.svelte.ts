import { failedWith } from '../../../api/failure'
import type { Book, BookId, Change, Doubts, Revision } from '../../../api/model'
import { m } from '../../../messages'
import { asSentence } from '../../../messages/sentence'

/** How a form reaches the library: from which state of the book it was made, and what is done about doubtful values. */
export type Send<Typed> = (typed: Typed, base: Revision, doubts: Doubts) => Promise<Change<Book>>

type Messages = ReadonlyMap<string, string>

/** A part of a book being typed: a reading, a copy, a quote. */
export class PartForm<Typed extends object> {
  typed: Typed = $state() as Typed
  /** What cannot be right, by field. */
  errors = $state.raw<Messages>(new Map())
  /** What may be right, by field: the reader is asked. */
  questions = $state.raw<Messages>(new Map())
  /** What is wrong with the whole of it. */
  problem = $state.raw<string | null>(null)
  saving = $state(false)
  readonly id: BookId
  #base: Revision
  #original: string
  #send: Send<Typed>
  #stale: (current: Book) => void

  constructor(book: Pick<Book, 'id' | 'revision'>, typed: Typed, send: Send<Typed>, stale: (current: Book) => void) {
    this.id = book.id
    this.#base = book.revision
    this.#original = JSON.stringify(typed)
    this.#send = send
    this.#stale = stale
    this.typed = structuredClone(typed)
  }

  get changed(): boolean {
    return JSON.stringify($state.snapshot(this.typed)) !== this.#original
  }

  /** Saves it. Gives nothing when that was not possible: then errors, questions or the problem say why. */
  async save(doubts: Doubts = 'ask'): Promise<Change<Book> | null> {
    if (this.saving) return null
    this.saving = true
    this.errors = new Map()
    this.questions = new Map()
    this.problem = null
    try {
      return await this.#send($state.snapshot(this.typed) as Typed, this.#base, doubts)
    } catch (thrown) {
      this.#refused(thrown)
      return null
    } finally {
      this.saving = false
    }
  }

  /** Something was typed into a field: what was said of it does not hold any more, nor what was asked of it beside others. */
  mend(field: string) {
    const of = (one: string) => one.split('.')[0]
    const left = [...this.errors].filter(([wrong]) => of(wrong) !== of(field))
    if (left.length < this.errors.size) this.errors = new Map(left)
    if (this.questions.size > 0) this.questions = new Map()
  }

  #refused(thrown: unknown) {
    if (failedWith(thrown, 'stale') && thrown.current) {
      this.#base = thrown.current.revision
      this.#stale(thrown.current)
      this.problem = m.parts.stale
    } else if (failedWith(thrown, 'invalid', 'doubtful') && thrown.fields.length > 0) {
      const said = new Map(thrown.fields.map(({ field, message }) => [field, asSentence(message)]))
      if (thrown.code === 'invalid') this.errors = said
      else this.questions = said
    } else if (!failedWith(thrown, 'signedOut')) {
      this.problem = failedWith(thrown, 'unexpected') || !(thrown instanceof Error) ? m.app.unexpected : thrown.message
    }
  }
}
