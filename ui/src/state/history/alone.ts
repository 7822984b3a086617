import { failedWith } from '../../api/failure'
import * as history from '../../api/history'
import type { HistoryEntry } from '../../api/model'
import { m } from '../../messages'
import { attempt } from '../shell/attempt'
import { offerUndo } from '../shell/offer'

/** Takes back one change by itself. Gives the entries that stand in the way, the newest first; none when it went or was said otherwise. */
export async function takeBackAlone({ id, label }: HistoryEntry): Promise<readonly HistoryEntry[]> {
  const inTheWay = await attempt(async () => {
    try {
      const { entry } = await history.undoAlone(id)
      offerUndo(m.history.tookBackOf(label), entry)
      return []
    } catch (thrown) {
      if (failedWith(thrown, 'inTheWay')) return thrown.entries
      throw thrown
    }
  })
  return inTheWay ?? []
}

/** How much the history takes and may take. */
export async function historySize(): Promise<{ size: number; limit: number; forgotten: boolean }> {
  const { size, limit, forgotten } = await history.page(null, 1)
  return { size, limit, forgotten }
}

export const setHistoryLimit = (bytes: number): Promise<null> => history.setLimit(bytes)
