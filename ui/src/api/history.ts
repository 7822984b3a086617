import { call } from './call'
import type { HistoryEntry, HistoryId, HistoryPage } from './model'

export const page = (before: HistoryId | null, limit: number) => call<HistoryPage>('history_list', { before, limit })
export const undo = (expected: HistoryId | null) => call<HistoryEntry>('history_undo', { expected })
export const redo = () => call<HistoryEntry>('history_redo')
