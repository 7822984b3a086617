import type { Change, CustomField, CustomFieldForm, FieldId } from '../model'
import { invalid, refuse } from './errors'
import type { FakeLibrary } from './library'
import { fold } from './rows'

type Args = Record<string, unknown>

const kept = new WeakMap<FakeLibrary, CustomField[]>()
const fieldsOf = (library: FakeLibrary) => kept.get(library) ?? []

/** Their making, order and end are in the history, but undoing is left to the real thing. */
function put(library: FakeLibrary, fields: CustomField[], act: 'added' | 'edited' | 'removed' | 'moved', name: string) {
  kept.set(library, fields)
  return library.commit({ kind: 'customField', act, name }, [], [...library.shelves])
}

const counted = (library: FakeLibrary) =>
  fieldsOf(library).map((field) => ({
    ...field,
    books: [...library.books.values()].filter(({ custom }) => custom.some((one) => one.field === field.id)).length,
  }))

function save(library: FakeLibrary, id: FieldId | null, form: CustomFieldForm): Change<FieldId> {
  const name = form.name.trim()
  const fields = fieldsOf(library)
  if (name === '') throw invalid('name', 'expected a name for the field; found none')
  if (fields.some((field) => field.id !== id && fold(field.name) === fold(name)))
    throw refuse('nameTaken', `There is a field called “${name}” already.`)
  if (form.kind === 'choice' && form.choices.length === 0)
    throw invalid('choices', 'expected words to choose from; found none')
  const before = counted(library).find((field) => field.id === id)
  if (before && before.kind !== form.kind && before.books > 0)
    throw invalid('kind', `expected values that all fit here; found that ${before.books} books have another`)
  const field = { ...form, name, id: id ?? library.id(), books: 0 }
  const all = id === null ? [...fields, field] : fields.map((one) => (one.id === id ? field : one))
  return { value: field.id, entry: put(library, all, id === null ? 'added' : 'edited', name) }
}

function move(library: FakeLibrary, id: FieldId, before: FieldId | null): Change<null> {
  const fields = fieldsOf(library)
  const field = fields.find((one) => one.id === id)
  if (!field) throw refuse('notFound', 'This field is not in the library.')
  const rest = fields.filter((one) => one !== field)
  const at = before === null ? rest.length : rest.findIndex((one) => one.id === before)
  return { value: null, entry: put(library, rest.toSpliced(at, 0, field), 'moved', field.name) }
}

function remove(library: FakeLibrary, id: FieldId): Change<null> {
  const fields = fieldsOf(library)
  const name = fields.find((one) => one.id === id)?.name ?? ''
  return {
    value: null,
    entry: put(
      library,
      fields.filter((one) => one.id !== id),
      'removed',
      name,
    ),
  }
}

export const CUSTOM_FIELDS: Record<string, (library: FakeLibrary, args: Args) => unknown> = {
  custom_fields_list: counted,
  custom_field_save: (library, args) => save(library, args['field'] as FieldId | null, args['form'] as CustomFieldForm),
  custom_field_move: (library, args) => move(library, args['field'] as FieldId, args['before'] as FieldId | null),
  custom_field_delete: (library, args) => remove(library, args['field'] as FieldId),
}
