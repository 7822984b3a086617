import type { CustomField, SortField } from '../../api/model'
import { m } from '../../messages'
import type { KnownSort } from './columns'

/** What a list is sorted by, in words. */
export function labelOf(sort: SortField, fields: readonly CustomField[]): string {
  if (sort === 'within') return m.library.sortWithin
  if (sort.startsWith('custom:')) return fields.find(({ id }) => `custom:${id}` === sort)?.name ?? m.library.sortOwn
  return m.library.sorts[sort as KnownSort]
}
