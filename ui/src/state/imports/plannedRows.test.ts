import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PlanPage } from '../../api/model'

const planRows = vi.fn<(plan: number, filter: string, from: number, count: number) => Promise<PlanPage>>()
vi.mock('../../api/imports', () => ({ planRows }))

const TOTAL = 1000
const settled = () => new Promise((go) => setTimeout(go))

describe('the rows of a plan', () => {
  beforeEach(() => {
    planRows.mockReset()
    planRows.mockImplementation((_, __, from, count) => {
      const rows = Array.from({ length: count }, (_, at) => {
        return { row: from + at + 1, title: 'Kim', person: '', fate: 'new' as const, problems: 0, noted: [] }
      })
      return Promise.resolve({ rows, total: TOTAL })
    })
  })

  it('come page by page, and each page once', async () => {
    const { PlannedRows } = await import('./plannedRows.svelte')
    const rows = new PlannedRows(7, 'new', TOTAL)
    rows.visible(0, 20)
    await settled()
    expect(rows.row(0)?.row).toBe(1)
    expect(rows.row(500)).toBeUndefined()
    rows.visible(480, 520)
    rows.visible(481, 521)
    await settled()
    expect(rows.row(500)?.row).toBe(501)
    expect(planRows.mock.calls.map(([, , from]) => from)).toEqual([0, 400, 500])
  })

  it('say why when they cannot be read', async () => {
    planRows.mockRejectedValue(new Error('This preview is no longer there.'))
    const { PlannedRows } = await import('./plannedRows.svelte')
    const rows = new PlannedRows(7, 'all', TOTAL)
    await settled()
    expect(rows.failure).toBe('This preview is no longer there.')
  })
})
