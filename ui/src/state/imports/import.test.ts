import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportFile, ImportPlan, ImportTable } from '../../api/model'

const api = {
  choose: vi.fn<() => Promise<ImportFile | null>>(),
  table: vi.fn<() => Promise<ImportTable>>(),
  plan: vi.fn<() => Promise<ImportPlan>>(),
  leave: vi.fn(() => Promise.resolve(null)),
}
vi.mock('../../api/imports', () => api)
vi.mock('../session/session.svelte', () => ({ session: { hold: () => () => undefined } }))

const file = (format: ImportFile['format']): ImportFile => ({ file: 1, name: 'mine.csv', size: 1, format, label: '' })
const PLAN: ImportPlan = {
  plan: 1,
  counts: { rows: 1, added: 1, updated: 0, unchanged: 0, conflicts: 0 },
  rowsWithProblems: 0,
  problems: [],
  problemCount: 0,
  questions: [],
}

async function fresh() {
  vi.resetModules()
  return (await import('./import.svelte')).bookImport
}

describe('an import', () => {
  beforeEach(() => {
    vi.clearAllMocks()
    api.plan.mockResolvedValue(PLAN)
  })

  it('that is left while its file is looked at is over, whatever comes of the look', async () => {
    const bookImport = await fresh()
    api.choose.mockResolvedValue(file('goodreads'))
    let finish: (plan: ImportPlan) => void = () => undefined
    api.plan.mockReturnValue(new Promise((go) => (finish = go)))
    const begun = bookImport.begin('file')
    await vi.waitFor(() => expect(bookImport.step.at).toBe('planning'))
    bookImport.reset()
    finish(PLAN)
    await begun
    expect(bookImport.step.at).toBe('choose')
    expect(api.leave).toHaveBeenCalledOnce()
  })

  it('takes no file that is chosen after it was left', async () => {
    const bookImport = await fresh()
    let choose: (chosen: ImportFile) => void = () => undefined
    api.choose.mockReturnValue(new Promise((go) => (choose = go)))
    const begun = bookImport.begin('file')
    bookImport.reset()
    choose(file('goodreads'))
    await begun
    expect(bookImport.step.at).toBe('choose')
    expect(api.plan).not.toHaveBeenCalled()
    expect(api.leave).toHaveBeenCalledOnce()
  })

  it('goes back from the preview of a table to its columns, and from there to the choice of a file', async () => {
    const bookImport = await fresh()
    api.choose.mockResolvedValue(file('table'))
    const columns = [{ name: '', examples: ['Kim'], suggested: null }]
    api.table.mockResolvedValue({ head: { columns }, remembered: null } as ImportTable)
    await bookImport.begin('file')
    await bookImport.mapped(['title'])
    expect(bookImport.step.at).toBe('preview')
    bookImport.back()
    expect(bookImport.step).toMatchObject({ at: 'mapping', columns, meanings: ['title'] })
    bookImport.back()
    expect(bookImport.step.at).toBe('choose')
  })
})
