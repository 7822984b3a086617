import { beforeEach, expect, it } from 'vitest'
import type { Completions } from '../../api/model'
import { Completing } from './completing.svelte'

let answers: Map<string, (found: Completions) => void>
let completing: Completing

const offer = (from: number, to: number, ...inserts: string[]): Completions => ({
  from,
  to,
  items: inserts.map((insert) => ({ insert, label: insert, detail: null })),
})

beforeEach(() => {
  answers = new Map()
  completing = new Completing((text) => new Promise((answer) => answers.set(text, answer)))
})

async function typed(text: string, found: Completions) {
  const done = completing.typed(text, text.length)
  answers.get(text)?.(found)
  await done
}

it('an answer that comes late is not shown', async () => {
  const early = completing.typed('au', 2)
  await typed('tag:', offer(0, 4, 'tag:poetry '))
  answers.get('au')?.(offer(0, 2, 'author:'))
  await early
  expect(completing.offered.items.map(({ insert }) => insert)).toEqual(['tag:poetry '])
})

it('nothing is offered for a blank text, nor once the list is closed', async () => {
  await typed('au', offer(0, 2, 'author:'))
  await completing.typed('  ', 2)
  expect(completing.open).toBe(false)
  const late = completing.typed('au', 2)
  completing.close()
  answers.get('au')?.(offer(0, 2, 'author:'))
  await late
  expect(completing.open).toBe(false)
})

it('the choice goes through the offers and back to the text', async () => {
  await typed('t', offer(0, 1, 'tag:', 'title:'))
  const places: (number | null)[] = []
  for (const by of [1, 1, 1, -1, -1] as const) places.push((completing.move(by), completing.chosen))
  expect(places).toEqual([0, 1, null, 1, 0])
})

it('an offer takes the place of what was begun, in the middle too', async () => {
  const text = 'tag:sf auth dragons'
  const done = completing.typed(text, 11)
  answers.get(text)?.(offer(7, 11, 'author:'))
  await done
  expect(completing.taken(0)).toEqual({ text: 'tag:sf author: dragons', cursor: 14 })
})

it('Tab takes the first only where a field is meant', async () => {
  await typed('author:le', offer(0, 9, 'author:"Le Guin" '))
  expect(completing.next).toBe(0)
  await typed('sta', offer(0, 3, 'status:'))
  expect(completing.next).toBe(0)
  await typed('dragons', offer(0, 7, '"Dragons of Autumn"'))
  expect(completing.next).toBeNull()
  completing.move(1)
  expect(completing.next).toBe(0)
})
