import { describe, expect, it } from 'vitest'
import type { Book, Reading } from '../../api/model'
import { likelyUnit, nextSteps, openReading, share } from './standing'

const reading = (more: Partial<Reading> = {}): Reading => ({
  id: '1',
  started: null,
  finished: null,
  outcome: null,
  note: null,
  progress: [],
  ...more,
})
const book = (more: Partial<Book> = {}) =>
  ({ readings: [], status: null, pages: 300, minutes: null, format: null, ...more }) as unknown as Book

describe('the next steps', () => {
  it('follow from where the reader stands', () => {
    expect(nextSteps(book())).toEqual(['start'])
    expect(nextSteps(book({ status: 'reading' }))).toEqual(['progress', 'finish', 'pause'])
    expect(nextSteps(book({ status: 'paused', readings: [reading()] }))).toEqual(['resume', 'finish'])
    expect(nextSteps(book({ status: 'read', readings: [reading({ outcome: 'finished' })] }))).toEqual(['start'])
    const given = book({ status: 'didNotFinish', readings: [reading({ outcome: 'abandoned' })] })
    expect(nextSteps(given)).toEqual(['start', 'resume'])
    expect(nextSteps(book({ status: 'wantToRead', readings: [reading()] }))[0]).toBe('progress')
  })

  it('go on with the latest reading that has not ended', () => {
    const readings = [reading({ id: '1' }), reading({ id: '2', outcome: 'finished' })]
    expect(openReading({ readings })?.id).toBe('1')
    expect(openReading({ readings: [reading({ outcome: 'abandoned' })] })).toBeNull()
  })
})

describe('progress', () => {
  it('is a share of what the book is long', () => {
    expect(share({ unit: 'page', value: 75 }, book())).toBe(0.25)
    expect(share({ unit: 'percent', value: 40 }, book({ pages: null }))).toBe(0.4)
    expect(share({ unit: 'minute', value: 40 }, book())).toBeNull()
    expect(share({ unit: 'page', value: 500 }, book())).toBe(1)
  })

  it('is counted as it was the last time', () => {
    expect(likelyUnit(book(), null)).toBe('page')
    expect(likelyUnit(book({ pages: null }), null)).toBe('percent')
    expect(likelyUnit(book({ format: 'audiobook' }), null)).toBe('minute')
    const last = { id: '1', at: '2026-01-01', unit: 'percent' as const, value: 3, note: null }
    expect(likelyUnit(book(), reading({ progress: [last] }))).toBe('percent')
  })
})
