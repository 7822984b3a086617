import { expect, it } from 'vitest'
import { Editing } from './editor.svelte'
import { blankBook } from './form'

const wrong = (...fields: string[]) => {
  const editing = new Editing('book:new', { id: null, base: null, original: blankBook(), typed: blankBook() }, false)
  editing.errors = new Map(fields.map((field) => [field, 'No.']))
  return editing
}
const left = (editing: Editing) => [...editing.errors.keys()]

it('takes back what was said of a field when it is edited', () => {
  const editing = wrong('title', 'pages')
  editing.mend('pages')
  expect(left(editing)).toEqual(['title'])
})

it('takes back what was said of a list, of a part of it and of a field beside a choice', () => {
  const editing = wrong('tags.0', 'contributors.0.role', 'contributors.1.name', 'format')
  editing.mend('tags')
  editing.mend('contributors.0.role.other')
  editing.mend('format.other')
  expect(left(editing)).toEqual(['contributors.1.name'])
})

it('looks at amount and currency as one price', () => {
  const editing = wrong('price.amount', 'price.currency', 'title')
  editing.mend('price.currency')
  expect(left(editing)).toEqual(['title'])
  const whole = wrong('price')
  whole.mend('price.amount')
  expect(left(whole)).toEqual([])
})
