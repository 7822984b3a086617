import type {
  Book,
  BookCopy,
  Change,
  CopyForm,
  Doubts,
  FieldError,
  Label,
  Loan,
  LoanForm,
  LoanRow,
  Money,
  PriceForm,
  ProgressForm,
  QuoteForm,
  Reading,
  ReadingForm,
  Status,
  WishForm,
  WishList,
} from '../model'
import { invalid, refuse } from './errors'
import type { FakeLibrary } from './library'
import { rowOf } from './rows'

type Args = Record<string, unknown>
type Command = (library: FakeLibrary, args: Args) => unknown

const DATE = /^-?\d{1,4}(-\d\d){0,2}$/

const line = (text: string | null) => text?.trim() || null

function date(field: string, text: string | null): string | null {
  const found = line(text)
  if (found !== null && !DATE.test(found))
    throw invalid(field, `expected a date such as 1887, 2021-05 or 2021-05-17; found “${found}”`)
  return found
}

function money(price: PriceForm | null): Money | null {
  if (price === null || price.amount.trim() === '') return null
  const amount = Math.round(Number(price.amount.replace(',', '.')) * 100)
  if (Number.isNaN(amount)) throw invalid('price.amount', `expected an amount such as 12.99; found “${price.amount}”`)
  if (!/^[A-Z]{3}$/.test(price.currency)) throw invalid('price.currency', 'expected a code such as EUR')
  return { amount, currency: price.currency }
}

function ask(doubts: Doubts, questions: (FieldError | false)[]) {
  const fields = questions.filter((question) => question !== false)
  if (doubts === 'ask' && fields.length > 0) throw refuse('doubtful', 'This looks unusual.', { fields })
}

const contradicts = (first: string | null, second: string | null) =>
  first !== null && second !== null && second < first.slice(0, second.length)

/** Changes a part of the book that the arguments name. */
function change(library: FakeLibrary, args: Args, label: (title: string) => Label, to: (book: Book) => Partial<Book>) {
  return library.edit(args['id'] as string, args['base'] as string, label, to)
}

const replaced = <T extends { id: string }>(list: T[], one: T) =>
  list.some(({ id }) => id === one.id) ? list.map((other) => (other.id === one.id ? one : other)) : [...list, one]

const open = (book: Book) => book.readings.findLast(({ outcome }) => outcome === null)

function statusOf(readings: Reading[], before: Status | null): Status | null {
  if (readings.some(({ outcome }) => outcome === null)) return 'reading'
  const last = readings.at(-1)
  if (!last) return before === 'reading' || before === 'paused' ? null : before
  return last.outcome === 'finished' ? 'read' : 'didNotFinish'
}

function saveReading(library: FakeLibrary, args: Args): Change<Book> {
  const { started, finished, outcome, note, ends } = args['form'] as ReadingForm
  const facts = { started: date('started', started), finished: date('finished', finished), outcome, note: line(note) }
  ask(args['doubts'] as Doubts, [
    contradicts(facts.started, facts.finished) && {
      field: 'finished',
      message: `this is before it was started (${facts.started ?? ''})`,
    },
  ])
  return change(
    library,
    args,
    (title) => ({ kind: 'reading', act: outcome === null ? 'started' : outcome, title }),
    (book) => {
      const kept = book.readings.find(({ id }) => id === args['reading'])
      const readings = replaced(book.readings, { id: library.id(), progress: [], ...kept, ...facts })
      return { readings, status: statusOf(readings, ends ? null : book.status) }
    },
  )
}

function saveProgress(library: FakeLibrary, args: Args): Change<Book> {
  const { unit, value, at, note } = args['form'] as ProgressForm
  if (!/^\d+$/.test(value.trim())) throw invalid('value', `expected a whole number; found “${value}”`)
  const reached = Number(value)
  const book = library.get(args['id'] as string)
  const all = { page: book.pages, percent: 100, minute: book.minutes }[unit]
  if (unit === 'percent' && reached > 100) throw invalid('value', `at most 100; found ${reached}`)
  ask(args['doubts'] as Doubts, [
    all !== null &&
      reached > all && { field: 'value', message: `the book has ${all} ${unit}s, and this is ${unit} ${reached}` },
  ])
  return change(
    library,
    args,
    (title) => ({ kind: 'reading', act: 'progressed', title }),
    (book) => {
      const blank: Reading = {
        id: library.id(),
        started: null,
        finished: null,
        outcome: null,
        note: null,
        progress: [],
      }
      const reading = book.readings.find(({ id }) => id === args['reading']) ?? open(book) ?? blank
      const progress = replaced(reading.progress, {
        id: (args['progress'] as string | null) ?? library.id(),
        at: line(at) ?? new Date().toISOString(),
        unit,
        value: reached,
        note: line(note),
      })
      return { readings: replaced(book.readings, { ...reading, progress }), status: 'reading' }
    },
  )
}

function saveLoan(library: FakeLibrary, args: Args): Change<Book> {
  const form = args['form'] as LoanForm
  if (line(form.person) === null) throw invalid('person', 'to whom is needed')
  const facts = {
    person: form.person.trim(),
    since: date('since', form.since),
    due: date('due', form.due),
    returned: date('returned', form.returned),
    back: form.back || line(form.returned) !== null,
    note: line(form.note),
  }
  const book = library.get(args['id'] as string)
  const copy =
    book.copies.find(({ id }) => id === args['copy']) ??
    book.copies.find(({ loans }) => loans.every(({ back }) => back)) ??
    book.copies[0]
  const kept = copy?.loans.find(({ id }) => id === args['loan'])
  ask(args['doubts'] as Doubts, [
    contradicts(facts.since, facts.returned) && {
      field: 'returned',
      message: `this is before it was lent (${facts.since ?? ''})`,
    },
    contradicts(facts.since, facts.due) && {
      field: 'due',
      message: `this is before it was lent (${facts.since ?? ''})`,
    },
    !kept && copy?.loans.some(({ back }) => !back) === true && { field: 'copy', message: 'this copy is lent already' },
  ])
  const act = kept ? (facts.back && !kept.back ? 'returned' : 'edited') : 'lent'
  return change(
    library,
    args,
    (title) => ({ kind: 'loan', act, title, person: facts.person }),
    ({ copies }) => {
      const on = copy ?? bare(library.id())
      const loan: Loan = { id: kept?.id ?? library.id(), ...facts }
      const loans = kept ? replaced(on.loans, loan) : [loan, ...on.loans]
      return { copies: replaced(copies, { ...on, loans }) }
    },
  )
}

const bare = (id: string): BookCopy => ({
  id,
  loans: [],
  location: null,
  condition: null,
  acquired: null,
  price: null,
  source: null,
  note: null,
})

function copyOf(library: FakeLibrary, args: Args, book: Book): BookCopy {
  const form = args['form'] as CopyForm
  const kept = book.copies.find(({ id }) => id === args['copy']) ?? bare(library.id())
  return {
    ...kept,
    location: line(form.location),
    condition: line(form.condition),
    acquired: date('acquired', form.acquired),
    price: money(form.price),
    source: line(form.source),
    note: line(form.note),
  }
}

const shown = (library: FakeLibrary) => [...library.books.values()].filter(({ trashed }) => trashed === null)

function loans(library: FakeLibrary): LoanRow[] {
  const now = new Date().toISOString().slice(0, 10)
  return shown(library).flatMap((book) =>
    book.copies.flatMap((copy) =>
      copy.loans.map((loan) => ({
        book: rowOf(book),
        revision: book.revision,
        copy: copy.id,
        loan,
        overdue: !loan.back && loan.due !== null && loan.due < now.slice(0, loan.due.length),
      })),
    ),
  )
}

const RANK = { high: 0, normal: 1, low: 2 }

function wishes(library: FakeLibrary): WishList {
  const wishes = shown(library)
    .flatMap((book) => (book.wish ? [{ book: rowOf(book), revision: book.revision, wish: book.wish }] : []))
    .sort((one, other) => RANK[one.wish.priority] - RANK[other.wish.priority])
  const sums = new Map<string, number>()
  for (const { price } of wishes.map(({ wish }) => wish)) {
    if (price) sums.set(price.currency, (sums.get(price.currency) ?? 0) + price.amount)
  }
  const totals = [...sums].sort().map(([currency, amount]) => ({ amount, currency }))
  return { wishes, totals, unpriced: wishes.filter(({ wish }) => wish.price === null).length }
}

const without = <T extends { id: string }>(list: T[], id: unknown) => list.filter((one) => one.id !== id)
const quote = (act: 'added' | 'edited' | 'removed') => (title: string) => ({ kind: 'quote', act, title }) as const

/** Readings, copies, loans, wishes and quotes. */
export const PARTS: Record<string, Command> = {
  reading_save: saveReading,
  reading_delete: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'reading', act: 'removed', title }),
      (book) => {
        const readings = without(book.readings, args['reading'])
        return { readings, status: statusOf(readings, book.status) }
      },
    ),
  reading_pause: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'reading', act: 'paused', title }),
      () => ({ status: 'paused' }),
    ),
  reading_resume: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'reading', act: 'resumed', title }),
      () => ({ status: 'reading' }),
    ),
  progress_save: saveProgress,
  progress_delete: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'reading', act: 'edited', title }),
      (book) => ({
        readings: book.readings.map((reading) => ({
          ...reading,
          progress: without(reading.progress, args['progress']),
        })),
      }),
    ),
  copy_save: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'copy', act: args['copy'] === null ? 'added' : 'edited', title }),
      (book) => ({ copies: replaced(book.copies, copyOf(library, args, book)) }),
    ),
  copy_delete: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'copy', act: 'removed', title }),
      ({ copies }) => ({ copies: without(copies, args['copy']) }),
    ),
  loan_save: saveLoan,
  loan_delete: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'loan', act: 'removed', title, person: '' }),
      ({ copies }) => ({ copies: copies.map((copy) => ({ ...copy, loans: without(copy.loans, args['loan']) })) }),
    ),
  loans_list: loans,
  wish_save: (library, args) => {
    const { priority, price, note } = args['form'] as WishForm
    const wish = { priority, price: money(price), note: line(note) }
    return change(
      library,
      args,
      (title) => ({ kind: 'wish', act: 'added', title }),
      (book) => ({ wish: { added: new Date().toISOString(), ...book.wish, ...wish } }),
    )
  },
  wish_delete: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'wish', act: 'removed', title }),
      () => ({ wish: null }),
    ),
  wish_buy: (library, args) =>
    change(
      library,
      args,
      (title) => ({ kind: 'wish', act: 'bought', title }),
      (book) => ({ wish: null, copies: [...book.copies, copyOf(library, args, book)] }),
    ),
  wishes_list: wishes,
  quote_save: (library, args) => {
    const form = args['form'] as QuoteForm
    if (form.text.trim() === '') throw invalid('text', 'a quote needs its words')
    return change(library, args, quote(args['quote'] === null ? 'added' : 'edited'), ({ quotes }) => {
      const kept = quotes.find(({ id }) => id === args['quote'])
      const words = { text: form.text, place: line(form.place), note: line(form.note) }
      return { quotes: replaced(quotes, { id: library.id(), added: new Date().toISOString(), ...kept, ...words }) }
    })
  },
  quote_delete: (library, args) =>
    change(library, args, quote('removed'), ({ quotes }) => ({ quotes: without(quotes, args['quote']) })),
}
