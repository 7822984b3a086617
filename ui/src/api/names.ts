import { call } from './call'
import type { Change, NameDetails, NameForm, NameId, NameKind, NameOrder, NamesPage } from './model'

export const page = (kind: NameKind, text: string, order: NameOrder, from: number, count: number) =>
  call<NamesPage>('names_list', { kind, text, order, from, count })
export const get = (kind: NameKind, name: NameId) => call<NameDetails>('name_get', { kind, name })
export const find = (kind: NameKind, text: string) => call<NameId | null>('name_find', { kind, text })
/** Refused with `nameTaken` and `takenBy` when another one has that name: the two can be merged. With what it
 * `was` as the form was begun, a change made since is asked about (`doubtful`). */
export const rename = (kind: NameKind, name: NameId, form: NameForm, was: NameForm | null) =>
  call<Change<null>>('name_rename', { kind, name, form, was })
export const merge = (kind: NameKind, names: NameId[], into: NameId) =>
  call<Change<number>>('names_merge', { kind, names, into })
export const remove = (kind: NameKind, name: NameId) => call<Change<number>>('name_delete', { kind, name })
