import type { BookFields, BookForm, FieldError } from '../model'
import { refuse } from './errors'

const DATE = /^-?\d{1,4}(-\d\d){0,2}$/

/** Enough of the backend's checks that every kind of field error can be seen. */
export function checked(form: BookForm): BookFields {
  const errors: FieldError[] = []
  const no = (field: string, message: string) => errors.push({ field, message })
  if (form.title.trim() === '') no('title', 'a book needs a title')
  for (const field of ['published', 'firstPublished'] as const) {
    const date = form[field]
    if (date && !realDate(date)) no(field, `expected a date such as 1887, 2021-05 or 2021-05-17; found “${date}”`)
  }
  if (form.pages && !/^\d+$/.test(form.pages)) no('pages', `expected a whole number; found “${form.pages}”`)
  if (form.price?.amount.startsWith('-')) no('price.amount', 'a price cannot be below zero')
  if (form.price && !/^[A-Z]{3}$/.test(form.price.currency)) no('price.currency', 'expected a code such as EUR')
  if (errors.length > 0) throw refuse('invalid', 'Some fields need another look.', { fields: errors })
  const isbn = form.isbn?.replace(/[- ]/g, '') ?? null
  const bad = isbn !== null && !isIsbn(isbn)
  return {
    ...form,
    title: form.title.trim(),
    isbn: bad ? null : isbn,
    identifiers: bad && form.isbn ? [...form.identifiers, { scheme: 'other', value: form.isbn }] : form.identifiers,
    pages: form.pages === null ? null : Number(form.pages),
    minutes: form.minutes === null ? null : Number(form.minutes),
    price: form.price && { amount: Math.round(Number(form.price.amount) * 100), currency: form.price.currency },
  }
}

function realDate(date: string): boolean {
  if (!DATE.test(date)) return false
  const [year, month, day] = date.split('-')
  if (day === undefined || month === undefined) return true
  return new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day)
}

export function isIsbn(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits)) return false
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0
}
