import { expect, it } from 'vitest'
import { asSentence } from './sentence'

it('a clause becomes a sentence, and a sentence stays one', () => {
  expect(asSentence('a price cannot be below zero')).toBe('A price cannot be below zero.')
  expect(asSentence('Type a title.')).toBe('Type a title.')
})
