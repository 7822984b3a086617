import type { Book, Progress, ProgressUnit, Reading } from '../../api/model'

/** What a reader may want to do next with a book. */
export type Step = 'start' | 'progress' | 'finish' | 'pause' | 'resume'

type Read = Pick<Book, 'readings' | 'status' | 'pages' | 'minutes' | 'format'>

/** The reading that goes on: the latest without an outcome. */
export const openReading = ({ readings }: Pick<Book, 'readings'>): Reading | null =>
  readings.findLast(({ outcome }) => outcome === null) ?? null

/** The next steps, the likeliest first. */
export function nextSteps(book: Read): Step[] {
  if (book.status === 'paused') return ['resume', 'finish']
  if (book.status === 'reading' || openReading(book) !== null) return ['progress', 'finish', 'pause']
  // One that was given up can be taken up again.
  if (book.readings.at(-1)?.outcome === 'abandoned') return ['start', 'resume']
  return ['start']
}

/** How much of the book that is, 0 to 1. Null where its length is not known. */
export function share({ unit, value }: Pick<Progress, 'unit' | 'value'>, book: Read): number | null {
  const all = { page: book.pages, percent: 100, minute: book.minutes }[unit]
  return all === null || all <= 0 ? null : Math.min(1, value / all)
}

/** In what the next progress is most likely counted: as the last one was, else as the book can be counted. */
export function likelyUnit(book: Read, reading: Reading | null): ProgressUnit {
  const last = reading?.progress.at(-1)
  if (last) return last.unit
  if (book.format === 'audiobook' || (book.minutes !== null && book.pages === null)) return 'minute'
  return book.pages === null ? 'percent' : 'page'
}
