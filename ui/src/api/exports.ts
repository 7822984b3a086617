import { call } from './call'
import type { ExportDone, ExportLoss, FileFormat, Selection } from './model'
import { Channel } from './transport'

/** What a format cannot say of these books; without a choice, of all. */
export const losses = (chosen: Selection | null, format: FileFormat) =>
  call<ExportLoss[]>('export_losses', { chosen, format })

/** Nobody waits for them any longer. */
export const leave = () => call<null>('export_leave')

export function run(chosen: Selection | null, format: FileFormat, onProgress: (books: number) => void) {
  const channel = new Channel<number>()
  channel.onmessage = onProgress
  return call<ExportDone | null>('export_run', { chosen, format, channel })
}
