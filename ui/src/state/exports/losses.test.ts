import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiFailure } from '../../api/failure'
import type { ExportLoss, FileFormat } from '../../api/model'

const ask = vi.fn<(scope: string, format: FileFormat) => Promise<ExportLoss[]>>()
const leave = vi.fn(() => Promise.resolve(null))
vi.mock('./export.svelte', () => ({ bookExport: { losses: ask } }))
vi.mock('../../api/exports', () => ({ leave }))
vi.mock('../shell/attempt', () => ({ attempt: <T>(work: () => Promise<T>) => work().catch(() => undefined) }))

const { Losses, PATIENCE } = await import('./losses.svelte')

const COVERS: ExportLoss[] = [{ what: 'covers', books: 2 }]
const QUOTES: ExportLoss[] = [{ what: 'quotes', books: 1 }]

/** The answers, each of which is given when the test says so. */
function answers() {
  const given: { say: (losses: ExportLoss[]) => void; fail: (error: Error) => void }[] = []
  ask.mockImplementation(() => new Promise((say, fail) => given.push({ say, fail })))
  return given
}

describe('what a format cannot say', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    ask.mockReset()
    leave.mockClear()
  })
  afterEach(() => vi.useRealTimers())

  it('is that of the last format, in whatever order the answers come', async () => {
    const given = answers()
    const losses = new Losses()
    const asked = [losses.ask('all', 'goodreads'), losses.ask('all', 'html')]
    given[1]?.say(COVERS)
    given[0]?.say(QUOTES)
    await Promise.all(asked)
    expect(losses.found).toEqual(COVERS)
  })

  it('is not made known by a look that was given up', async () => {
    const given = answers()
    const losses = new Losses()
    const asked = [losses.ask('all', 'goodreads'), losses.ask('all', 'html')]
    given[0]?.fail(new ApiFailure({ code: 'cancelled', message: 'stopped' }))
    await asked[0]
    expect([losses.found, losses.unknown]).toEqual([null, false])
    given[1]?.say(COVERS)
    await asked[1]
    expect(losses.found).toEqual(COVERS)
  })

  it('is asked once more when the backend gave up the look that is waited for', async () => {
    const given = answers()
    const losses = new Losses()
    const asked = losses.ask('all', 'html')
    given[0]?.fail(new ApiFailure({ code: 'cancelled', message: 'stopped' }))
    await vi.waitFor(() => expect(given).toHaveLength(2))
    given[1]?.say(COVERS)
    await asked
    expect(losses.found).toEqual(COVERS)
  })

  it('is not waited for without end', async () => {
    const given = answers()
    const losses = new Losses()
    const asked = losses.ask('all', 'html')
    expect(losses.pending).toBe(true)
    vi.advanceTimersByTime(PATIENCE)
    expect(losses.pending).toBe(false)
    given[0]?.say(COVERS)
    await asked
    expect(losses.found).toEqual(COVERS)
  })

  it('is not looked for any longer once it is left', async () => {
    const given = answers()
    const losses = new Losses()
    const asked = losses.ask('all', 'html')
    losses.leave()
    expect(leave).toHaveBeenCalledOnce()
    given[0]?.say(COVERS)
    await asked
    expect(losses.found).toBeNull()
  })
})
