import { expect, it } from 'vitest'
import { bindingOf, initialOf, sizeOf } from './cover'

it('a book keeps its binding, and a shelf of them is not all of one kind', () => {
  expect(bindingOf('Solaris', 'Lem')).toEqual(bindingOf('Solaris', 'Lem'))
  const made = Array.from({ length: 60 }, (_, n) => bindingOf(`Volume ${n}`, 'Somebody'))
  expect(new Set(made.map(({ cloth }) => cloth)).size).toBe(8)
  expect(new Set(made.map(({ stamp }) => stamp)).size).toBe(3)
})

it('the initial is the first letter or digit, with its marks', () => {
  expect(['“Élan”', '…1984', '雪国', '!!', 'ﷺ'.normalize('NFC')].map(initialOf)).toEqual(['É', '1', '雪', '', 'ﷺ'])
})

it('long titles and long words are set smaller', () => {
  expect(['Emma', 'The Left Hand of Darkness', '雪国', 'Donaudampfschifffahrt', 'x'.repeat(5000)].map(sizeOf)).toEqual([
    'short',
    'middling',
    'short',
    'long',
    'long',
  ])
})
