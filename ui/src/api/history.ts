import { call } from './call'
import type { Change, HistoryEntry, HistoryId, HistoryPage } from './model'

export const page = (before: HistoryId | null, limit: number) => call<HistoryPage>('history_list', { before, limit })
export const undo = (expected: HistoryId | null) => call<HistoryEntry>('history_undo', { expected })
export const redo = () => call<HistoryEntry>('history_redo')
/** Takes back one earlier change by itself; refused with `inTheWay` and `entries` when later ones build on it. */
export const undoAlone = (entry: HistoryId) => call<Change<null>>('history_undo_alone', { entry })
/** Says how many bytes the history may take. */
export const setLimit = (bytes: number) => call<null>('history_limit_set', { bytes })
