import { m } from '../../messages'
import { formatLanguage, formatPartialDate } from '../../messages/format'
import type { TypedBook, TypedField } from '../../state/book/form'

/** One field of a book as text, for setting two versions side by side. Blank when there is nothing in it. */
export function fieldText(book: TypedBook, field: TypedField): string {
  switch (field) {
    case 'contributors':
      return book.contributors.map(({ name, role }) => `${name} (${m.book.roleName(role)})`).join('\n')
    case 'series':
      return book.series.map(({ name, number }) => (number ? `${name} · ${number}` : name)).join('\n')
    case 'identifiers':
      return book.identifiers.map(({ scheme, value }) => `${m.book.schemeName(scheme)} ${value}`).join('\n')
    case 'price':
      return book.price.amount && `${book.price.amount} ${book.price.currency}`
    case 'status':
      return book.status === null ? '' : m.book.status[book.status]
    case 'rating':
      return book.rating === null ? '' : m.book.stars(book.rating)
    case 'tags':
      return book.tags.join(', ')
    case 'favourite':
      return book.favourite ? m.book.yes : ''
    case 'custom':
      return book.custom.map(({ value }) => value).join('\n')
    case 'language':
      return formatLanguage(book.language)
    case 'published':
    case 'firstPublished':
      return formatPartialDate(book[field])
    case 'format':
      return m.book.formatName(book.format)
    default:
      return book[field]
  }
}
