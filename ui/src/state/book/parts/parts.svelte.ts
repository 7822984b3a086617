import * as owning from '../../../api/owning'
import * as quotes from '../../../api/quotes'
import * as readings from '../../../api/readings'
import type { Book, BookCopy, CopyId, Loan, Progress, Quote, Reading } from '../../../api/model'
import { drafts } from '../editing'
import { likelyUnit, openReading } from '../standing'
import { shown } from '../shown.svelte'
import { today } from '../today'
import { PartForm, type Send } from './partForm.svelte'
import * as typed from './typed'

/** Why a reading's form is open. */
export type ReadingPurpose = 'start' | 'finish' | 'past' | 'edit'
export type LoanPurpose = 'lend' | 'back' | 'edit'

interface Opened<Kind extends string, Typed extends object> {
  kind: Kind
  book: Book
  form: PartForm<Typed>
}

/** The form that is open, and for what. */
export type Part =
  | (Opened<'reading', typed.TypedReading> & { purpose: ReadingPurpose })
  | (Opened<'progress', typed.TypedProgress> & { isNew: boolean; reading: Reading | null })
  | (Opened<'copy', typed.TypedCopy> & { purpose: 'add' | 'edit' | 'buy' })
  | (Opened<'loan', typed.TypedLoan> & { purpose: LoanPurpose })
  | (Opened<'wish', typed.TypedWish> & { isNew: boolean })
  | (Opened<'quote', typed.TypedQuote> & { isNew: boolean; resumed: boolean; draft: string; fresh: typed.TypedQuote })

/** A copy that can be lent: whose loans are all back. */
export const atHome = ({ loans }: BookCopy) => loans.every(({ back }) => back)

/** The forms of a book's parts: one is open at a time. It stays in memory when the session ends. */
class Parts {
  open = $state.raw<Part | null>(null)
  /** The currency that was typed last: most people buy in one. */
  #currency = ''

  startReading(book: Book) {
    const blank = { ...typed.typedReading(null), started: today() }
    this.#reading(book, 'start', null, blank)
  }

  finishReading(book: Book) {
    const reading = openReading(book)
    const ending = { ...typed.typedReading(reading), finished: today(), outcome: 'finished' as const }
    this.#reading(book, 'finish', reading, ending)
  }

  addPastReading(book: Book) {
    this.#reading(book, 'past', null, { ...typed.typedReading(null), outcome: 'finished' })
  }

  editReading(book: Book, reading: Reading) {
    this.#reading(book, 'edit', reading, typed.typedReading(reading))
  }

  progress(book: Book, reading = openReading(book), progress: Progress | null = null) {
    const id = progress === null ? null : (reading?.id ?? null)
    const form = this.#form(book, typed.typedProgress(progress, likelyUnit(book, reading)), (form, base, doubts) =>
      readings.saveProgress(book.id, base, id, progress?.id ?? null, typed.sentProgress(form), doubts),
    )
    this.open = { kind: 'progress', book, form, isNew: progress === null, reading }
  }

  copy(book: Book, copy: BookCopy | null) {
    const form = this.#form(book, typed.typedCopy(copy, this.#currencyOf(book)), (form, base, doubts) =>
      owning.saveCopy(book.id, base, copy?.id ?? null, this.#paid(typed.sentCopy(form)), doubts),
    )
    this.open = { kind: 'copy', book, form, purpose: copy === null ? 'add' : 'edit' }
  }

  buy(book: Book) {
    const wished = { ...typed.typedCopy(null), price: typed.typedWish(book.wish, this.#currencyOf(book)).price }
    const form = this.#form(book, { ...wished, acquired: today() }, (form, base, doubts) =>
      owning.buyWish(book.id, base, this.#paid(typed.sentCopy(form)), doubts),
    )
    this.open = { kind: 'copy', book, form, purpose: 'buy' }
  }

  lend(book: Book, copy: CopyId | null = book.copies.find(atHome)?.id ?? book.copies[0]?.id ?? null) {
    this.#loan(book, 'lend', null, { ...typed.typedLoan(null, copy), since: today() })
  }

  giveBack(book: Book, copy: CopyId, loan: Loan) {
    this.#loan(book, 'back', loan, { ...typed.typedLoan(loan, copy), back: true, returned: today() })
  }

  editLoan(book: Book, copy: CopyId, loan: Loan) {
    this.#loan(book, 'edit', loan, typed.typedLoan(loan, copy))
  }

  wish(book: Book) {
    const form = this.#form(book, typed.typedWish(book.wish, this.#currencyOf(book)), (form, base) =>
      owning.saveWish(book.id, base, this.#paid(typed.sentWish(form))),
    )
    this.open = { kind: 'wish', book, form, isNew: book.wish === null }
  }

  /** A quote is long to copy out: what was begun and not saved is there again. */
  quote(book: Book, quote: Quote | null) {
    const draft = `quote:${quote?.id ?? `new:${book.id}`}`
    const begun = begunQuote(draft)
    const fresh = typed.typedQuote(quote)
    const form = this.#form(book, fresh, (form, base) =>
      quotes.save(book.id, base, quote?.id ?? null, typed.sentQuote(form)),
    )
    if (begun !== null) form.typed = begun
    this.open = { kind: 'quote', book, form, isNew: quote === null, resumed: begun !== null, draft, fresh }
  }

  /** Away with what was begun, back to what is saved. */
  startQuoteOver() {
    if (this.open?.kind !== 'quote') return
    drafts.discard(this.open.draft)
    this.open.form.typed = structuredClone(this.open.fresh)
    this.open = { ...this.open, resumed: false }
  }

  /** Every keystroke in a quote comes by here. */
  keepQuote() {
    if (this.open?.kind !== 'quote') return
    const { form, draft } = this.open
    if (form.changed) drafts.put(draft, JSON.stringify($state.snapshot(form.typed)))
    else drafts.discard(draft)
  }

  /** It is saved: there is nothing left to go on with. */
  forgetQuote() {
    if (this.open?.kind === 'quote') drafts.discard(this.open.draft)
  }

  close() {
    this.open = null
  }

  /** Another person is signing in. */
  forget() {
    this.open = null
    this.#currency = ''
  }

  #reading(book: Book, purpose: ReadingPurpose, reading: Reading | null, begin: typed.TypedReading) {
    // A book that is “reading” by hand has no reading that could end: the new one does.
    const ends = purpose === 'finish' && reading === null
    const form = this.#form(book, begin, (form, base, doubts) =>
      readings.save(book.id, base, reading?.id ?? null, { ...typed.sentReading(form), ends }, doubts),
    )
    this.open = { kind: 'reading', book, form, purpose }
  }

  #loan(book: Book, purpose: LoanPurpose, loan: Loan | null, begin: typed.TypedLoan) {
    const form = this.#form(book, begin, (form, base, doubts) =>
      owning.saveLoan(book.id, base, form.copy, loan?.id ?? null, typed.sentLoan(form), doubts),
    )
    this.open = { kind: 'loan', book, form, purpose }
  }

  #form<Typed extends object>(book: Book, begin: Typed, send: Send<Typed>) {
    return new PartForm(book, begin, send, (current) => shown.show(current))
  }

  #currencyOf({ wish, copies, price }: Book): string {
    const prices = [wish?.price, ...copies.map((copy) => copy.price), price]
    return prices.find((one) => one)?.currency ?? this.#currency
  }

  #paid<Form extends { price: { currency: string } | null }>(form: Form): Form {
    if (form.price?.currency) this.#currency = form.price.currency
    return form
  }
}

function begunQuote(draft: string): typed.TypedQuote | null {
  const body = drafts.get(draft)
  if (body === undefined) return null
  try {
    return { ...typed.typedQuote(null), ...(JSON.parse(body) as typed.TypedQuote) }
  } catch {
    return null
  }
}

export const parts = new Parts()
