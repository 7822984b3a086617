import { call } from './call'
import type { Change, CustomField, CustomFieldForm, FieldId } from './model'

export const list = () => call<CustomField[]>('custom_fields_list')
/** With what the field `was` as the form was begun, a change made since is asked about (`doubtful`). */
export const save = (field: FieldId | null, form: CustomFieldForm, was: CustomFieldForm | null) =>
  call<Change<FieldId>>('custom_field_save', { field, form, was })
export const remove = (field: FieldId) => call<Change<null>>('custom_field_delete', { field })
export const move = (field: FieldId, before: FieldId | null) =>
  call<Change<null>>('custom_field_move', { field, before })
