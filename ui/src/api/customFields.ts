import { call } from './call'
import type { Change, CustomField, CustomFieldForm, FieldId } from './model'

export const list = () => call<CustomField[]>('custom_fields_list')
export const save = (field: FieldId | null, form: CustomFieldForm) =>
  call<Change<FieldId>>('custom_field_save', { field, form })
export const remove = (field: FieldId) => call<Change<null>>('custom_field_delete', { field })
export const move = (field: FieldId, before: FieldId | null) =>
  call<Change<null>>('custom_field_move', { field, before })
