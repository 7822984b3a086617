import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Drafts } from './drafts'

class Store {
  kept = new Map<string, string>()
  broken = false
  writes = 0
  async save(key: string, body: string) {
    this.writes += 1
    if (this.broken) throw new Error('signed out')
    this.kept.set(key, body)
  }
  async list() {
    return [...this.kept].map(([key, body]) => ({ key, body, saved: '2026-01-01T00:00:00Z' }))
  }
  async discard(key: string) {
    if (this.broken) throw new Error('signed out')
    this.kept.delete(key)
  }
}

let store: Store
let drafts: Drafts

beforeEach(() => {
  vi.useFakeTimers()
  store = new Store()
  drafts = new Drafts(store)
})
afterEach(() => vi.useRealTimers())

describe('a draft', () => {
  it('is in memory at once and written when typing pauses', async () => {
    drafts.put('new', 'K')
    drafts.put('new', 'Ki')
    drafts.put('new', 'Kim')
    expect(drafts.get('new')).toBe('Kim')
    expect(store.kept.size).toBe(0)
    await vi.advanceTimersByTimeAsync(400)
    expect(store.kept.get('new')).toBe('Kim')
    expect(store.writes).toBe(1)
  })

  it('outlives a session that ended before it could be written', async () => {
    store.broken = true
    drafts.put('new', 'Kim')
    expect(await drafts.flush(), 'whoever reloads the page must know').toBe(false)
    expect(drafts.get('new')).toBe('Kim')
    store.broken = false
    expect(await drafts.flush()).toBe(true)
    await drafts.load()
    await drafts.flush()
    expect(store.kept.get('new')).toBe('Kim')
  })

  it('in memory is newer than the one written down', async () => {
    store.kept.set('new', 'Ki')
    store.kept.set('book:7', 'Emma')
    drafts.put('new', 'Kim')
    await drafts.load()
    expect(drafts.get('new')).toBe('Kim')
    expect(drafts.get('book:7')).toBe('Emma')
  })

  it('that was discarded does not come back', async () => {
    drafts.put('new', 'Kim')
    const writing = drafts.flush()
    drafts.discard('new')
    await writing
    await drafts.flush()
    expect(store.kept.size).toBe(0)
    await drafts.load()
    expect(drafts.keys()).toEqual([])
  })

  it('of one person is not shown to the next', async () => {
    drafts.put('new', 'Kim')
    drafts.forget()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(drafts.keys()).toEqual([])
    expect(store.kept.size).toBe(0)
  })
})
