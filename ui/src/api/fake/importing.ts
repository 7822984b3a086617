import type { Book, ImportPlanRow, ImportProgress, ImportReport } from '../model'
import type { Args, Caller } from './backend'
import { refuse } from './errors'
import type { FakeLibrary } from './library'
import { seed } from './seed'

const ROWS = 400
const STEP = 20
const PAUSE = 60

/** An import that takes its time, finds some odd values, and can be stopped. */
export const IMPORTING: Record<string, (library: FakeLibrary, args: Args, caller: Caller) => unknown> = {
  import_choose: () => ({
    file: 1,
    name: 'goodreads_library_export.csv',
    size: 482_113,
    format: 'goodreads',
    label: 'Goodreads export (CSV)',
  }),
  import_table: () => ({ head: { columns: [] }, remembered: null }),
  import_plan: () => ({
    plan: 1,
    counts: { rows: ROWS, added: ROWS, updated: 0, unchanged: 0, conflicts: 0 },
    rowsWithProblems: PROBLEMS.length,
    problems: PROBLEMS,
    problemCount: PROBLEMS.length,
    questions: [],
  }),
  import_plan_rows: (_, args) => {
    const [from, count] = [Number(args['from']), Number(args['count'])]
    const rows = Array.from({ length: ROWS }, (_, at): ImportPlanRow => planned(at + 1))
    return { rows: rows.slice(from, from + count), total: ROWS }
  },
  import_row: () => ({
    parts: [
      { part: 'contributors', text: 'Ada Example' },
      { part: 'rating', text: '4.25' },
      { part: 'readings', text: '2020-02-01 to 2020-03-04, finished' },
    ],
    added: '2020-01-31',
  }),
  import_run: (library, args, { backend }) => importing(library, args['channel'], backend.beginImport()),
  import_save_report: () => true,
  import_save_problems: () => true,
  import_cancel: (_, __, { backend }) => backend.cancelImport(),
  import_leave: (_, __, { backend }) => backend.cancelImport(),
}

const PROBLEMS = [
  { row: 17, column: 'ISBN13', message: 'The check digit is 4; 7 was expected. Kept in the notes.' },
  { row: 203, column: 'Date Read', message: '“2020/02/30” is not a date. Kept in the notes.' },
]

const planned = (row: number): ImportPlanRow => ({
  row,
  title: `Book ${row}`,
  person: 'Ada Example',
  fate: 'new',
  problems: PROBLEMS.filter((problem) => problem.row === row).length,
  noted: row % 2 === 0 ? ['Average Rating', 'BCID'] : [],
})

async function importing(library: FakeLibrary, channel: unknown, cancelled: () => boolean): Promise<ImportReport> {
  const { onmessage } = channel as { onmessage: (progress: ImportProgress) => void }
  const counts = (rows: number) => ({ rows, added: rows, updated: 0, unchanged: 0, conflicts: 0 })
  for (let rows = 0; rows <= ROWS; rows += STEP) {
    if (cancelled()) throw refuse('cancelled', 'The import was stopped.')
    onmessage({ ...counts(rows), bytes: rows * 1_000, totalBytes: ROWS * 1_000 })
    await new Promise((go) => setTimeout(go, PAUSE))
  }
  const books = new Map<string, Book>()
  seed({ books, id: () => library.id() }, ROWS)
  const entry = library.commit({ kind: 'imported', source: 'goodreads', count: ROWS }, [...books])
  return { ...counts(ROWS), problems: PROBLEMS, problemCount: PROBLEMS.length, entry }
}
