import type { Book, ImportProgress, ImportReport } from '../model'
import { refuse } from './errors'
import type { FakeLibrary } from './library'
import { seed } from './seed'

const ROWS = 400
const STEP = 20
const PAUSE = 60

/** An import that takes its time, finds some odd values, and can be stopped. */
export async function importing(
  library: FakeLibrary,
  channel: unknown,
  cancelled: () => boolean,
): Promise<ImportReport> {
  const { onmessage } = channel as { onmessage: (progress: ImportProgress) => void }
  for (let rows = 0; rows <= ROWS; rows += STEP) {
    if (cancelled()) throw refuse('cancelled', 'The import was stopped.')
    onmessage({ rows, added: rows, alreadyThere: 0, bytes: rows * 1_000, totalBytes: ROWS * 1_000 })
    await new Promise((go) => setTimeout(go, PAUSE))
  }
  const books = new Map<string, Book>()
  seed({ books, id: () => library.id() }, ROWS)
  const entry = library.commit({ kind: 'imported', source: 'goodreads', count: ROWS }, [...books])
  const problems = [
    { row: 17, column: 'ISBN13', message: 'The check digit is 4; 7 was expected. Kept in the notes.' },
    { row: 203, column: 'Date Read', message: '“2020/02/30” is not a date. Kept in the notes.' },
  ]
  return { rows: ROWS, added: ROWS, alreadyThere: 0, problems, problemCount: problems.length, entry }
}
