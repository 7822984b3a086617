import { describe, expect, it } from 'vitest'
import { reached, tilingOf } from './tiling'

describe('tiles', () => {
  it('share the width, and are never less than one', () => {
    expect(tilingOf(1_000, 130, 20)).toEqual({ across: 6, width: 150 })
    expect(tilingOf(130, 130, 20)).toEqual({ across: 1, width: 130 })
    expect(tilingOf(60, 130, 20)).toEqual({ across: 1, width: 60 })
    expect(tilingOf(0, 130, 20)).toEqual({ across: 1, width: 0 })
  })

  it('are walked in two dimensions, and one never falls off', () => {
    const ten = { total: 10, across: 4, page: 2 }
    const walk = (key: string, from: number) => reached(key, from, ten)
    expect(walk('ArrowDown', 1)).toBe(5)
    expect(walk('ArrowUp', 5)).toBe(1)
    expect(walk('ArrowUp', 1)).toBe(1)
    expect(walk('ArrowRight', 3)).toBe(4)
    expect(walk('ArrowLeft', 0)).toBe(0)
    expect(walk('ArrowRight', 9)).toBe(9)
    // The last row has two tiles only.
    expect(walk('ArrowDown', 7)).toBe(9)
    expect(walk('ArrowDown', 8)).toBe(8)
    expect(walk('PageDown', 0)).toBe(8)
    expect(walk('PageUp', 9)).toBe(1)
    expect(walk('Home', 7)).toBe(0)
    expect(walk('End', 0)).toBe(9)
    expect(walk('x', 0)).toBeUndefined()
  })
})
