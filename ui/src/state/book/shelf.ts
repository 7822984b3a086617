import * as books from '../../api/books'
import { failedWith } from '../../api/failure'
import type { Book, BookId, Change, HistoryEntry, HistoryId } from '../../api/model'
import { asSentence } from '../../messages/sentence'
import * as history from '../../api/history'

export interface IsbnCheck {
  /** What the field is understood as. */
  isbn13: string | null
  isbn10: string | null
  /** Why it is no ISBN. */
  problem: string | null
}

export const getBook = (id: BookId): Promise<Book> => books.get(id)
export const trashBooks = (ids: BookId[]): Promise<Change<number>> => books.trash(books.only(ids))
export const restoreBooks = (ids: BookId[]): Promise<Change<number>> => books.restore(books.only(ids))
export const deleteForGood = (ids: BookId[]): Promise<Change<number>> => books.deleteForGood(books.only(ids))
export const emptyTrash = (): Promise<Change<number>> => books.emptyTrash()

/** Undoes a removal; when other changes came on top of it, the books are taken out of the trash as a change of its own. */
export async function takeBack(ids: BookId[], entry: HistoryId | null): Promise<void> {
  if (entry !== null) {
    try {
      await history.undo(entry)
      return
    } catch (thrown) {
      if (!failedWith(thrown, 'historyMoved')) throw thrown
    }
  }
  await books.restore(books.only(ids))
}

/** Undoes one change, which has to be the newest. */
export const undoEntry = (entry: HistoryId): Promise<HistoryEntry> => history.undo(entry)

/** Undoes the newest change; null when there is none. */
export const undoNewest = (): Promise<HistoryEntry | null> => orNothing(history.undo(null))
export const redoNewest = (): Promise<HistoryEntry | null> => orNothing(history.redo())

async function orNothing(step: Promise<HistoryEntry>): Promise<HistoryEntry | null> {
  try {
    return await step
  } catch (thrown) {
    if (failedWith(thrown, 'nothingToUndo')) return null
    throw thrown
  }
}

export async function checkIsbn(text: string): Promise<IsbnCheck> {
  if (text.trim() === '') return { isbn13: null, isbn10: null, problem: null }
  try {
    return { ...(await books.checkIsbn(text)), problem: null }
  } catch (thrown) {
    if (failedWith(thrown, 'invalid')) return { isbn13: null, isbn10: null, problem: asSentence(thrown.message) }
    throw thrown
  }
}
