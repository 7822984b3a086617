import { describe, expect, it } from 'vitest'
import { revealing, spanOf } from './span'

const sizes = { row: 50, viewport: 500, beyond: 5 }

describe('the span of a list in the window', () => {
  it('is the rows in view and some beyond each edge', () => {
    const span = spanOf({ ...sizes, total: 1_000, scrollTop: 5_000 })
    expect([span.first, span.end]).toEqual([95, 115])
    expect(span.top(100)).toBe(5_000)
    expect(span.height).toBe(50_000)
  })

  it('ends with the list', () => {
    expect(spanOf({ ...sizes, total: 3, scrollTop: 0 })).toMatchObject({ first: 0, end: 3 })
    expect(spanOf({ ...sizes, total: 0, scrollTop: 0 })).toMatchObject({ first: 0, end: 0 })
  })

  it('reaches the last row of a list that is taller than an engine can lay out', () => {
    const total = 10_000_000
    const height = spanOf({ ...sizes, total, scrollTop: 0 }).height
    const bottom = spanOf({ ...sizes, total, scrollTop: height - sizes.viewport })
    expect(bottom.end).toBe(total)
    expect(bottom.top(total - 1) + sizes.row).toBeCloseTo(height)
    const there = bottom.scrollTo(5_000_000 * sizes.row)
    expect(spanOf({ ...sizes, total, scrollTop: there }).first).toBe(5_000_000 - sizes.beyond)
  })
})

it('a row is revealed by the shortest way', () => {
  expect(revealing(4, sizes, 1_000)).toBe(200)
  expect(revealing(40, sizes, 1_000)).toBe(1_550)
  expect(revealing(22, sizes, 1_000)).toBe(1_000)
})
