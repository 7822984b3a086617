import { call } from './call'
import type { ImportFile, ImportProgress, ImportReport } from './model'
import { Channel } from './transport'

export const choose = () => call<ImportFile | null>('import_choose')
export const cancel = () => call<null>('import_cancel')

export function goodreads(file: number, onProgress: (progress: ImportProgress) => void) {
  const channel = new Channel<ImportProgress>()
  channel.onmessage = onProgress
  return call<ImportReport>('import_goodreads', { file, channel })
}
