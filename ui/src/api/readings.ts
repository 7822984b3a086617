import { call } from './call'
import type { Book, BookId, Change, Doubts, ProgressForm, ProgressId, ReadingForm, ReadingId, Revision } from './model'

/** Writes a reading, a new one without `reading`. The book's status follows. */
export const save = (id: BookId, base: Revision, reading: ReadingId | null, form: ReadingForm, doubts: Doubts) =>
  call<Change<Book>>('reading_save', { id, base, reading, form, doubts })
export const remove = (id: BookId, base: Revision, reading: ReadingId) =>
  call<Change<Book>>('reading_delete', { id, base, reading })
export const pause = (id: BookId, base: Revision) => call<Change<Book>>('reading_pause', { id, base })
export const resume = (id: BookId, base: Revision) => call<Change<Book>>('reading_resume', { id, base })

/** Notes how far a reading has come: the one that goes on without `reading`, a new note without `progress`. */
export const saveProgress = (
  id: BookId,
  base: Revision,
  reading: ReadingId | null,
  progress: ProgressId | null,
  form: ProgressForm,
  doubts: Doubts,
) => call<Change<Book>>('progress_save', { id, base, reading, progress, form, doubts })
export const removeProgress = (id: BookId, base: Revision, reading: ReadingId, progress: ProgressId) =>
  call<Change<Book>>('progress_delete', { id, base, reading, progress })
