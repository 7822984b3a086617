import { m } from '../../messages'
import type { CustomField } from '../../api/model'
import type { TypedBook, TypedField } from '../../state/book/form'
import { customValue, type MergeField } from '../../state/duplicates/merging'
import { fieldText } from '../editor/fieldText'

/** What a field is called; one of the reader's own by its name. */
export function fieldName(field: MergeField, own: readonly CustomField[]): string {
  if (!field.startsWith('custom.')) return m.book.fields[field as TypedField]
  return own.find(({ id }) => `custom.${id}` === field)?.name ?? m.book.fields.custom
}

/** What a book has in it, as text. */
export function textOf(book: TypedBook, field: MergeField): string {
  return field.startsWith('custom.') ? customValue(book, field) : fieldText(book, field as TypedField)
}
