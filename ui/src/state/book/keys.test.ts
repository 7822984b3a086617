import { expect, it } from 'vitest'
import { bookCommandOf } from './keys'

const press = (key: string, more = {}) =>
  bookCommandOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

it('a single key does something to a book, and a chord does not', () => {
  expect(press('s')).toBe('read')
  expect(press('Delete')).toBe('trash')
  expect(press('s', { ctrlKey: true })).toBeNull()
  expect(press('l', { altKey: true })).toBeNull()
  expect(press('x')).toBeNull()
})
