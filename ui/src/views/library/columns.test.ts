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

it('what the list is sorted by is seen, also where there is little room', () => {
  const sorted = (width: number) => columnsFor(width, 'finished').map(({ key }) => key)
  expect(sorted(480)).toEqual(['title', 'author', 'finished'])
  expect(sorted(408)).toEqual(['title', 'author', 'finished'])
  expect(sorted(1_600)).toHaveLength(11)
  expect(columnsFor(480, 'language').map(({ key }) => key)).toEqual(['title', 'author', 'language'])
  expect(columnsFor(1_600, 'custom:7').map(({ key }) => key)).toContain('custom:7')
})
