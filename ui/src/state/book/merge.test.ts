import { expect, it } from 'vitest'
import { blankBook } from './form'
import { differences, merged } from './merge'

const base = { ...blankBook(), title: 'Kim', publisher: 'Macmillan', rating: 16 }

it('suggests the side that touched a field, and mine where both did', () => {
  const mine = { ...base, title: 'Kim!', rating: 20 }
  const saved = { ...base, title: 'Kim?', publisher: 'Penguin' }
  expect(differences(base, mine, saved)).toEqual([
    { field: 'title', suggested: 'mine' },
    { field: 'publisher', suggested: 'saved' },
    { field: 'rating', suggested: 'mine' },
  ])
})

it('does not ask where both made the same change', () => {
  const changed = { ...base, tags: ['sf'] }
  expect(differences(base, changed, structuredClone(changed))).toEqual([])
})

it('keeps what was chosen and takes the rest as it is saved', () => {
  const mine = { ...base, title: 'Kim!', notes: 'mine' }
  const saved = { ...base, title: 'Kim?', publisher: 'Penguin' }
  const result = merged(
    mine,
    saved,
    new Map([
      ['title', 'mine'],
      ['notes', 'saved'],
    ]),
  )
  expect(result).toMatchObject({ title: 'Kim!', publisher: 'Penguin', notes: '' })
})
