import { describe, expect, it } from 'vitest'
import type { ImportChoices } from '../../api/model'
import { answered, changing, decided, decidedForAll, resolutionOf } from './choices'

const none: ImportChoices = { otherwise: 'keep', conflicts: [], statuses: [] }

describe('what is decided before an import', () => {
  it('is decided one by one, or for all', () => {
    const all = decidedForAll(none, 'take')
    expect(resolutionOf(all, 3, 'rating')).toBe('take')
    const one = decided(all, { row: 3, part: 'rating', resolution: 'both' })
    expect([resolutionOf(one, 3, 'rating'), resolutionOf(one, 3, 'pages'), resolutionOf(one, 4, 'rating')]).toEqual([
      'both',
      'take',
      'take',
    ])
    const again = decided(one, { row: 3, part: 'rating', resolution: 'keep' })
    expect(again.conflicts).toHaveLength(1)
    expect(decidedForAll(again, 'both').conflicts).toEqual([])
  })

  it('answers for each shelf once', () => {
    const answers = answered(answered(none, 'waiting', 'wantToRead'), 'waiting', null)
    expect(answers.statuses).toEqual([{ shelf: 'waiting', status: null }])
  })

  it('counts the rows that change anything', () => {
    expect(changing({ rows: 10, added: 1, updated: 2, conflicts: 3, unchanged: 4 })).toBe(6)
  })
})
