import { expect, it } from 'vitest'
import { mended } from './mended'

it('takes back what was said of the field that is edited, and of no other', () => {
  const errors = { name: 'Taken.', password: 'Too short.' }
  expect(mended(errors, 'name')).toEqual({ password: 'Too short.' })
  expect(mended<{ name?: string; password?: string }>({ password: 'Too short.' }, 'name')).toEqual({
    password: 'Too short.',
  })
})
