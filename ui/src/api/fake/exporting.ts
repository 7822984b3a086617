import type { Book, ExportDone, ExportLoss, FileFormat, LostPart, Selection } from '../model'
import type { Args, Caller } from './backend'
import { refuse } from './errors'
import type { FakeLibrary } from './library'

const STEP = 100
const PAUSE = 60

/** An export that writes nothing, but says what would be lost, and can be stopped. */
export const EXPORTING: Record<string, (library: FakeLibrary, args: Args, caller: Caller) => unknown> = {
  export_losses: (library, args) => losses(chosen(library, args), args['format'] as FileFormat),
  export_leave: () => null,
  export_run: (library, args, { backend }) => writing(chosen(library, args), args, backend.beginImport()),
}

/** Without a selection all books: in our own file with the trash. */
function chosen(library: FakeLibrary, args: Args): Book[] {
  const selection = args['chosen'] as Selection | null
  if (selection !== null) return library.selected(selection).flatMap((id) => library.books.get(id) ?? [])
  return [...library.books.values()].filter(({ trashed }) => trashed === null || args['format'] === 'json')
}

const UNSAID: [LostPart, (book: Book) => boolean][] = [
  ['quotes', ({ quotes }) => quotes.length > 0],
  ['covers', ({ cover }) => cover !== null],
  ['progress', ({ readings }) => readings.some(({ progress }) => progress.length > 0)],
  ['favourites', ({ favourite }) => favourite],
  ['fractionsOfStars', ({ rating }) => rating !== null && rating % 4 !== 0],
]

function losses(books: Book[], format: FileFormat): ExportLoss[] {
  if (format === 'json') return []
  return UNSAID.map(([what, has]) => ({ what, books: books.filter(has).length })).filter((loss) => loss.books > 0)
}

async function writing(books: Book[], args: Args, cancelled: () => boolean): Promise<ExportDone> {
  const { onmessage } = args['channel'] as { onmessage: (books: number) => void }
  for (let count = 0; count < books.length; count += STEP) {
    if (cancelled()) throw refuse('cancelled', 'stopped; nothing was written')
    onmessage(count)
    await new Promise((go) => setTimeout(go, PAUSE))
  }
  onmessage(books.length)
  return { books: books.length, name: args['format'] === 'json' ? 'books.json' : 'books.csv' }
}
