import { call } from './call'
import type {
  ColumnMapping,
  ImportChoices,
  ImportContent,
  ImportFile,
  ImportKind,
  ImportPlan,
  ImportProgress,
  ImportReport,
  ImportTable,
  PlanFilter,
  PlanPage,
} from './model'
import { Channel } from './transport'

export const choose = (what: ImportKind) => call<ImportFile | null>('import_choose', { what })
export const table = (file: number) => call<ImportTable>('import_table', { file })
export const cancel = () => call<null>('import_cancel')
export const leave = () => call<null>('import_leave')
export const saveReport = () => call<boolean>('import_save_report')
export const saveProblems = (file: number, mapping: ColumnMapping | null) =>
  call<boolean>('import_save_problems', { file, mapping })

/** A part of the rows of a plan. */
export const planRows = (plan: number, filter: PlanFilter, from: number, count: number) =>
  call<PlanPage>('import_plan_rows', { plan, filter, from, count })

/** What a row says of its book. */
export const row = (file: number, mapping: ColumnMapping | null, row: number) =>
  call<ImportContent>('import_row', { file, mapping, row })

export function plan(file: number, mapping: ColumnMapping | null, onProgress: (progress: ImportProgress) => void) {
  return call<ImportPlan>('import_plan', { file, mapping, channel: channel(onProgress) })
}

export function run(
  file: number,
  mapping: ColumnMapping | null,
  choices: ImportChoices,
  onProgress: (progress: ImportProgress) => void,
) {
  return call<ImportReport>('import_run', { file, mapping, choices, channel: channel(onProgress) })
}

function channel(onProgress: (progress: ImportProgress) => void) {
  const channel = new Channel<ImportProgress>()
  channel.onmessage = onProgress
  return channel
}
