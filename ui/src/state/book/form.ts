import type { Book, BookForm, CustomValue, Status } from '../../api/model'
import { decimalText } from './money'

/** A book as the editor holds it: every text a text, blank when there is nothing. */
export interface TypedBook {
  title: string
  subtitle: string
  sortTitle: string
  originalTitle: string
  contributors: { name: string; role: string }[]
  series: { name: string; number: string }[]
  publisher: string
  published: string
  firstPublished: string
  isbn: string
  identifiers: { scheme: string; value: string }[]
  language: string
  format: string
  pages: string
  minutes: string
  price: { amount: string; currency: string }
  status: Status | null
  rating: number | null
  favourite: boolean
  tags: string[]
  /** A tag that is being typed and not added yet. */
  tag: string
  description: string
  review: string
  notes: string
  /** What it has in the fields of the reader's own. */
  custom: CustomValue[]
}

/** What two versions of a book can differ in. */
export type TypedField = Exclude<keyof TypedBook, 'tag'>

export function blankBook(): TypedBook {
  return {
    title: '',
    subtitle: '',
    sortTitle: '',
    originalTitle: '',
    contributors: [{ name: '', role: 'author' }],
    series: [],
    publisher: '',
    published: '',
    firstPublished: '',
    isbn: '',
    identifiers: [],
    language: '',
    format: '',
    pages: '',
    minutes: '',
    price: { amount: '', currency: '' },
    status: null,
    rating: null,
    favourite: false,
    tags: [],
    tag: '',
    description: '',
    review: '',
    notes: '',
    custom: [],
  }
}

/** A saved book, to be edited. */
export function typedBook(book: Book): TypedBook {
  return {
    title: book.title,
    subtitle: book.subtitle ?? '',
    sortTitle: book.sortTitle ?? '',
    originalTitle: book.originalTitle ?? '',
    contributors: book.contributors.map(({ name, role }) => ({ name, role })),
    series: book.series.map(({ name, number }) => ({ name, number: number ?? '' })),
    publisher: book.publisher ?? '',
    published: book.published ?? '',
    firstPublished: book.firstPublished ?? '',
    isbn: book.isbn ?? '',
    identifiers: book.identifiers.map(({ scheme, value }) => ({ scheme, value })),
    language: book.language ?? '',
    format: book.format ?? '',
    pages: book.pages === null ? '' : String(book.pages),
    minutes: book.minutes === null ? '' : String(book.minutes),
    price: book.price
      ? { amount: decimalText(book.price), currency: book.price.currency }
      : { amount: '', currency: '' },
    status: book.status,
    rating: book.rating,
    favourite: book.favourite,
    tags: [...book.tags],
    tag: '',
    description: book.description ?? '',
    review: book.review ?? '',
    notes: book.notes ?? '',
    custom: book.custom.map((value) => ({ ...value })),
  }
}

const present = (text: string) => (text.trim() === '' ? null : text)

/** The rows of a list that say something, each with its place on the screen: a field error names the place in what was sent. */
export function filledRows(typed: TypedBook) {
  const filled = <T>(rows: T[], says: (row: T) => boolean) => rows.flatMap((row, at) => (says(row) ? [at] : []))
  return {
    contributors: filled(typed.contributors, ({ name }) => name.trim() !== ''),
    series: filled(typed.series, ({ name, number }) => (name + number).trim() !== ''),
    identifiers: filled(typed.identifiers, ({ scheme, value }) => (scheme + value).trim() !== ''),
  }
}

/** What is sent: blank rows left out, blank texts as nothing. */
export function sentBook(typed: TypedBook): BookForm {
  const rows = filledRows(typed)
  const pick = <T>(list: T[], places: number[]) => places.flatMap((at) => list[at] ?? [])
  return {
    title: typed.title,
    subtitle: present(typed.subtitle),
    sortTitle: present(typed.sortTitle),
    originalTitle: present(typed.originalTitle),
    contributors: pick(typed.contributors, rows.contributors).map(({ name, role }) => ({ name, role })),
    series: pick(typed.series, rows.series).map(({ name, number }) => ({ name, number: present(number) })),
    publisher: present(typed.publisher),
    published: present(typed.published),
    firstPublished: present(typed.firstPublished),
    isbn: present(typed.isbn),
    identifiers: pick(typed.identifiers, rows.identifiers).map(({ scheme, value }) => ({ scheme, value })),
    language: present(typed.language),
    format: present(typed.format),
    pages: present(typed.pages),
    minutes: present(typed.minutes),
    price: present(typed.price.amount) === null ? null : { ...typed.price },
    status: typed.status,
    rating: typed.rating,
    favourite: typed.favourite,
    tags: [...typed.tags, ...(present(typed.tag) === null ? [] : [typed.tag])],
    description: present(typed.description),
    review: present(typed.review),
    notes: present(typed.notes),
    custom: typed.custom.filter(({ value }) => value.trim() !== ''),
  }
}

/** Where on the screen the field stands that the backend calls `field`: `contributors.0.name` may be the second row, the first being blank. */
export function fieldOnScreen(typed: TypedBook, field: string): string {
  const [list, place, ...rest] = field.split('.')
  const rows: Record<string, number[]> = filledRows(typed)
  const at = list === undefined || place === undefined ? undefined : rows[list]?.[Number(place)]
  return at === undefined ? field : [list, at, ...rest].join('.')
}

/** Whether two books say the same, however many blank rows they have. */
export function saysTheSame(one: TypedBook, other: TypedBook): boolean {
  return JSON.stringify(sentBook(one)) === JSON.stringify(sentBook(other))
}
