import * as names from '../../api/names'
import type { NameKind } from '../../api/model'

const AT_ONCE = 8

/** Names of the library that hold what is typed, those with the most books first. */
export async function suggestNames(kind: NameKind, text: string): Promise<string[]> {
  const found = await names.page(kind, text, 'books', 0, AT_ONCE)
  return found.names.map(({ name }) => name)
}
