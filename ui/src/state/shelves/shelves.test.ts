import { beforeEach, expect, it } from 'vitest'
import { backend } from '../../api/fake/transport'
import { holdToken } from '../../api/call'
import { shelves } from './shelves.svelte'

const names = () => shelves.list.map(({ name, books }) => `${name} ${books}`)

beforeEach(async () => {
  shelves.forget()
  const kept = backend.register(`Reader ${backend.accounts.length}`, 'walnut gravel umbrella tide')
  holdToken(backend.open(kept).token)
  const blank = { subtitle: null, sortTitle: null, originalTitle: null, contributors: [], series: [], publisher: null }
  const dates = { published: null, firstPublished: null, isbn: null, identifiers: [], language: null, format: null }
  const rest = { pages: null, minutes: null, price: null, status: null, favourite: false, tags: [], description: null }
  for (const [title, rating] of [
    ['Emma', 20],
    ['Solaris', 12],
  ] as const)
    kept.library.add({ ...blank, ...dates, ...rest, review: null, notes: null, custom: [], title, rating })
  await shelves.refresh()
})

const ids = () => [...(backend.accounts.at(-1)?.library.books.keys() ?? [])]

it('a shelf filled by hand counts its books, a smart one what its query finds', async () => {
  const { value: bedside } = await shelves.save(null, { name: 'Bedside', query: null })
  await shelves.save(null, { name: 'Best', query: 'rating:>=4.5' })
  await shelves.put(bedside, ids())
  await shelves.take(bedside, ids().slice(1))
  await shelves.refresh()
  expect(names()).toEqual(['Bedside 1', 'Best 1'])
  expect(shelves.byHand.map(({ name }) => name)).toEqual(['Bedside'])
})

it('a shelf that is moved stands there at once, and back where it was when that is refused', async () => {
  for (const name of ['A', 'B', 'C']) await shelves.save(null, { name, query: null })
  await shelves.refresh()
  const [a, , c] = shelves.list.map(({ id }) => id)
  const moving = shelves.move(c ?? '', a ?? null)
  expect(names()).toEqual(['C 0', 'A 0', 'B 0'])
  await moving
  expect(names()).toEqual(['C 0', 'A 0', 'B 0'])
  holdToken('nobody')
  await expect(shelves.move(c ?? '', null)).rejects.toThrow()
})

it('a name that is taken is refused', async () => {
  await shelves.save(null, { name: 'Bedside', query: null })
  await expect(shelves.save(null, { name: 'bedside', query: null })).rejects.toMatchObject({ code: 'invalid' })
})

it('a smart shelf is live', async () => {
  await shelves.save(null, { name: 'Emmas', query: 'emma' })
  await shelves.refresh()
  expect(names()).toEqual(['Emmas 1'])
  backend.accounts.at(-1)?.library.trash(ids().slice(0, 1))
  await shelves.refresh()
  expect(names()).toEqual(['Emmas 0'])
})
