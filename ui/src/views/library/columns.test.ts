import { expect, it } from 'vitest'
import { columnsFor } from './columns'

const keys = (width: number) => columnsFor(width).map(({ key }) => key)

it('a narrow list keeps what matters most', () => {
  expect(keys(300)).toEqual(['title', 'author'])
  expect(keys(640)).toEqual(['title', 'author', 'status', 'rating'])
  expect(keys(860)).toEqual(['title', 'author', 'status', 'rating', 'published', 'added'])
})

it('a wide one shows all', () => {
  expect(keys(1_400)).toHaveLength(10)
})
