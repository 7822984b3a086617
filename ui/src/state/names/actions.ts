import * as names from '../../api/names'
import type { NameDetails, NameForm, NameId, NameKind, NameRow } from '../../api/model'
import { m } from '../../messages'

import { attempt } from '../shell/attempt'
import { offerUndo } from '../shell/offer'

export const getName = (kind: NameKind, id: NameId): Promise<NameDetails> => names.get(kind, id)

/** Fails with `nameTaken` when another one has that name, and with `doubtful` when it is no longer what it `was`. */
export async function renameName(
  kind: NameKind,
  { id, name }: NameRow,
  form: NameForm,
  was: NameForm | null,
): Promise<void> {
  const { entry } = await names.rename(kind, id, form, was)
  const to = form.name.trim()
  offerUndo(to === name ? m.names.changed(name) : m.names.renamed(name, to), entry)
}

/** Gives all books of the others to `into`. Says whether it did. */
export async function mergeNames(kind: NameKind, others: NameId[], into: Pick<NameRow, 'id' | 'name'>) {
  const change = await attempt(() => names.merge(kind, others, into.id))
  if (!change) return false
  offerUndo(m.names.merged(others.length, into.name, change.value), change.entry)
  return true
}

/** Takes a name from all its books. Says whether it did. */
export async function removeName(kind: NameKind, { id, name }: NameRow) {
  const change = await attempt(() => names.remove(kind, id))
  if (!change) return false
  offerUndo(m.names.removed(kind, name, change.value), change.entry)
  return true
}
