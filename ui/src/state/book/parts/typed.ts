import type {
  BookCopy,
  CopyForm,
  CopyId,
  Loan,
  LoanForm,
  Money,
  Outcome,
  PriceForm,
  Priority,
  Progress,
  ProgressForm,
  ProgressUnit,
  Quote,
  QuoteForm,
  Reading,
  ReadingForm,
  Wish,
  WishForm,
} from '../../../api/model'
import { decimalText } from '../money'

/*
 * The parts of a book as their forms hold them: every text a text, blank when there is nothing.
 */

export interface TypedReading {
  started: string
  finished: string
  /** `open` while it goes on. */
  outcome: Outcome | 'open'
  note: string
}

export interface TypedProgress {
  unit: ProgressUnit
  value: string
  at: string
  note: string
}

export interface TypedCopy {
  location: string
  condition: string
  acquired: string
  price: PriceForm
  source: string
  note: string
}

export interface TypedLoan {
  copy: CopyId | null
  person: string
  since: string
  due: string
  returned: string
  back: boolean
  note: string
}

export interface TypedWish {
  priority: Priority
  price: PriceForm
  note: string
}

export interface TypedQuote {
  text: string
  place: string
  note: string
}

const present = (text: string) => (text.trim() === '' ? null : text)

const typedPrice = (price: Money | null, currency: string): PriceForm =>
  price ? { amount: decimalText(price), currency: price.currency } : { amount: '', currency }

const sentPrice = (price: PriceForm) => (present(price.amount) === null ? null : { ...price })

export const typedReading = (reading: Reading | null): TypedReading => ({
  started: reading?.started ?? '',
  finished: reading?.finished ?? '',
  outcome: reading?.outcome ?? 'open',
  note: reading?.note ?? '',
})

export const sentReading = (typed: TypedReading): ReadingForm => ({
  started: present(typed.started),
  finished: present(typed.finished),
  outcome: typed.outcome === 'open' ? null : typed.outcome,
  note: present(typed.note),
})

export const typedProgress = (progress: Progress | null, unit: ProgressUnit): TypedProgress => ({
  unit: progress?.unit ?? unit,
  value: progress ? String(progress.value) : '',
  at: progress?.at ?? '',
  note: progress?.note ?? '',
})

export const sentProgress = (typed: TypedProgress): ProgressForm => ({
  unit: typed.unit,
  value: typed.value,
  at: present(typed.at),
  note: present(typed.note),
})

export const typedCopy = (copy: Omit<BookCopy, 'id' | 'loans'> | null, currency = ''): TypedCopy => ({
  location: copy?.location ?? '',
  condition: copy?.condition ?? '',
  acquired: copy?.acquired ?? '',
  price: typedPrice(copy?.price ?? null, currency),
  source: copy?.source ?? '',
  note: copy?.note ?? '',
})

export const sentCopy = (typed: TypedCopy): CopyForm => ({
  location: present(typed.location),
  condition: present(typed.condition),
  acquired: present(typed.acquired),
  price: sentPrice(typed.price),
  source: present(typed.source),
  note: present(typed.note),
})

export const typedLoan = (loan: Loan | null, copy: CopyId | null): TypedLoan => ({
  copy,
  person: loan?.person ?? '',
  since: loan?.since ?? '',
  due: loan?.due ?? '',
  returned: loan?.returned ?? '',
  back: loan?.back ?? false,
  note: loan?.note ?? '',
})

export const sentLoan = (typed: TypedLoan): LoanForm => ({
  person: typed.person,
  since: present(typed.since),
  due: present(typed.due),
  // A day on which it came back says nothing once it is out again.
  returned: typed.back ? present(typed.returned) : null,
  back: typed.back,
  note: present(typed.note),
})

export const typedWish = (wish: Wish | null, currency = ''): TypedWish => ({
  priority: wish?.priority ?? 'normal',
  price: typedPrice(wish?.price ?? null, currency),
  note: wish?.note ?? '',
})

export const sentWish = (typed: TypedWish): WishForm => ({
  priority: typed.priority,
  price: sentPrice(typed.price),
  note: present(typed.note),
})

export const typedQuote = (quote: Quote | null): TypedQuote => ({
  text: quote?.text ?? '',
  place: quote?.place ?? '',
  note: quote?.note ?? '',
})

export const sentQuote = (typed: TypedQuote): QuoteForm => ({
  text: typed.text,
  place: present(typed.place),
  note: present(typed.note),
})
