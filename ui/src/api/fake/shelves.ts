import type { Book, Selection, Shelf, ShelfForm } from '../model'
import { invalid, refuse } from './errors'
import type { FakeLibrary, FakeShelf } from './library'
import { onShelf } from './within'

type Args = Record<string, unknown>

function find(library: FakeLibrary, id: unknown): FakeShelf {
  const shelf = library.shelves.find((one) => one.id === id)
  if (!shelf) throw refuse('notFound', 'This shelf is not in the library.')
  return shelf
}

const shown = (library: FakeLibrary, shelf: FakeShelf): Shelf => {
  const kept = [...library.books.values()].filter(({ trashed }) => trashed === null)
  return { ...shelf, books: kept.filter((book) => onShelf(shelf, book)).length }
}

const swapped = (library: FakeLibrary, shelf: FakeShelf) =>
  library.shelves.map((one) => (one.id === shelf.id ? shelf : one))

function save(library: FakeLibrary, id: string | null, form: ShelfForm) {
  const name = form.name.trim()
  if (name === '') throw invalid('name', 'a shelf needs a name')
  if (library.shelves.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase()))
    throw invalid('name', `expected a name of its own; “${name}” is there already`)
  if (id === null) {
    const shelf = { id: library.id(), name, query: form.query, books: [] }
    const entry = library.commit({ kind: 'shelf', act: 'added', name }, [], [...library.shelves, shelf])
    return { value: shelf.id, entry }
  }
  const shelf = { ...find(library, id), name, query: form.query }
  return { value: id, entry: library.commit({ kind: 'shelf', act: 'edited', name }, [], swapped(library, shelf)) }
}

function move(library: FakeLibrary, id: unknown, before: unknown) {
  const shelf = find(library, id)
  const rest = library.shelves.filter((one) => one !== shelf)
  const at = before === null ? rest.length : rest.findIndex((one) => one.id === before)
  const entry = library.commit({ kind: 'shelf', act: 'moved', name: shelf.name }, [], rest.toSpliced(at, 0, shelf))
  return { value: null, entry }
}

/** Puts books on shelves and takes them off, as one step. Gives the books that are different then. */
export function shelved(library: FakeLibrary, ids: string[], onto: string[], off: string[]) {
  const shelves = library.shelves.map((shelf) => {
    const kept = off.includes(shelf.id) ? shelf.books.filter((id) => !ids.includes(id)) : shelf.books
    const fresh = onto.includes(shelf.id) ? ids.filter((id) => !kept.includes(id)) : []
    return { ...shelf, books: [...kept, ...fresh] }
  })
  const of = (id: string) => shelves.filter(({ books }) => books.includes(id)).map(({ id, name }) => ({ id, name }))
  const books = ids
    .map((id): Book => ({ ...library.get(id), shelves: of(id) }))
    .filter((book) => book.shelves.length !== library.get(book.id).shelves.length)
  return { shelves, books }
}

function put(library: FakeLibrary, args: Args, kind: 'shelved' | 'unshelved') {
  const shelf = find(library, args['shelf'])
  const ids = library.selected(args['selection'] as Selection)
  const done = kind === 'shelved' ? shelved(library, ids, [shelf.id], []) : shelved(library, ids, [], [shelf.id])
  const [first] = done.books
  if (!first) return { value: 0, entry: null }
  const label = { kind, count: done.books.length, title: first.title, shelf: shelf.name }
  const changes = done.books.map((book): [string, Book] => [book.id, { ...book, revision: library.id() }])
  return { value: done.books.length, entry: library.commit(label, changes, done.shelves) }
}

function order(library: FakeLibrary, args: Args) {
  const shelf = find(library, args['shelf'])
  const ids = args['ids'] as string[]
  const rest = shelf.books.filter((id) => !ids.includes(id))
  const at = args['before'] === null ? rest.length : rest.indexOf(args['before'] as string)
  const books = rest.toSpliced(at, 0, ...ids)
  const entry = library.commit({ kind: 'orderedShelf', shelf: shelf.name }, [], swapped(library, { ...shelf, books }))
  return { value: null, entry }
}

export const SHELVES: Record<string, (library: FakeLibrary, args: Args) => unknown> = {
  shelves_list: (library) => library.shelves.map((shelf) => shown(library, shelf)),
  shelf_save: (library, args) => save(library, args['shelf'] as string | null, args['form'] as ShelfForm),
  shelf_delete: (library, args) => {
    const { id, name } = find(library, args['shelf'])
    const changes = [...library.books.values()]
      .filter(({ shelves }) => shelves.some((one) => one.id === id))
      .map((book): [string, Book] => [book.id, { ...book, shelves: book.shelves.filter((one) => one.id !== id) }])
    const rest = library.shelves.filter((one) => one.id !== id)
    return { value: null, entry: library.commit({ kind: 'shelf', act: 'removed', name }, changes, rest) }
  },
  shelf_move: (library, args) => move(library, args['shelf'], args['before']),
  shelf_put: (library, args) => put(library, args, 'shelved'),
  shelf_take: (library, args) => put(library, args, 'unshelved'),
  shelf_order: order,
}
