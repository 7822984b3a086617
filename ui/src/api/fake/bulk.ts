import type { Book, BulkForm, Selection } from '../model'
import { checked } from './check'
import type { FakeLibrary } from './library'
import { shelved } from './shelves'

/** Changes all books of a selection in one step. */
export function bulkEdit(library: FakeLibrary, selection: Selection, form: BulkForm) {
  const ids = library.selected(selection)
  const fields = checked({ ...form.book, title: form.fields.includes('title') ? form.book.title : 'unasked' })
  const set = Object.fromEntries(form.fields.map((field) => [field, fields[field]])) as Partial<Book>
  const { shelves, books } = shelved(library, ids, form.shelve, form.unshelve)
  const moved = new Map(books.map((book) => [book.id, book.shelves]))
  const changed = ids.map((id): Book => {
    const book = library.get(id)
    const tags = (set.tags ?? book.tags).filter((tag) => !form.removeTags.includes(tag))
    const custom = [
      ...book.custom.filter(({ field }) => !form.custom.includes(field)),
      ...form.book.custom.filter(({ field }) => form.custom.includes(field)),
    ]
    const added = form.addTags.filter((tag) => !tags.includes(tag))
    const parts = { tags: [...tags, ...added], custom, shelves: moved.get(id) ?? book.shelves }
    return { ...book, ...set, ...parts, revision: library.id() }
  })
  const changes = changed.map((book): [string, Book] => [book.id, book])
  return {
    value: changed.length,
    entry: library.commit({ kind: 'bulkEdited', count: changed.length }, changes, shelves),
  }
}
