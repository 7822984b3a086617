import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backend } from '../../api/fake/transport'
import { seed } from '../../api/fake/seed'
import { holdToken } from '../../api/call'
import type { FakeLibrary } from '../../api/fake/library'
import type { Shelf } from '../../api/model'
import { shelves } from '../shelves/shelves.svelte'
import { workspace } from '../shell/workspace.svelte'
import { bookExport } from './export.svelte'
import { likeliest, offered, sentFor } from './scope'

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' }))

const listing = workspace.library
let library: FakeLibrary

beforeEach(async () => {
  const kept = backend.register(`Exporter ${backend.accounts.length}`, 'walnut gravel umbrella tide')
  library = kept.library
  seed(library, 120)
  holdToken(backend.open(kept).token)
  workspace.forget()
  bookExport.reset()
  await listing.ask({ sort: 'title' })
})

const offers = (format: 'json' | 'goodreads' = 'goodreads') => offered(listing, listing.counts, format)
const scopes = () => offers().map(({ scope }) => scope)

/** Narrows the list to some of the books, and gives how many. */
async function narrow(): Promise<number> {
  await listing.ask({ status: 'read' })
  expect(listing.total).toBeGreaterThan(0)
  expect(listing.total).toBeLessThan(120)
  return listing.total
}

describe('what can be exported', () => {
  it('is all books where nothing is picked out', () => {
    expect(offers()).toEqual([{ scope: 'all', books: 120 }])
    expect(likeliest(offers(), listing)).toBe('all')
  })

  it('is the list shown where it is narrowed, which is then likeliest', async () => {
    const found = await narrow()
    expect(offers()[0]).toEqual({ scope: 'shown', books: found })
    expect(likeliest(offers(), listing)).toBe('shown')
    expect(sentFor('shown', listing)).toEqual({ allOf: listing.list, ids: [] })
  })

  it('is the list shown in an order of its own, though all books are likelier', async () => {
    await listing.ask({ sort: 'author' })
    expect(scopes()).toEqual(['shown', 'all'])
    expect(likeliest(offers(), listing)).toBe('all')
  })

  it('is above all what is selected', async () => {
    await narrow()
    listing.selection.toggle(listing.row(1)?.id ?? '')
    expect(scopes()).toEqual(['selected', 'shown', 'all'])
    expect(likeliest(offers(), listing)).toBe('selected')
    expect(sentFor('selected', listing)?.ids).toHaveLength(1)
    expect(sentFor('all', listing)).toBeNull()
  })

  it('counts the trash where all of a library is written', async () => {
    library.trash([listing.row(0)?.id ?? ''])
    await listing.refresh()
    expect(offers('goodreads')).toEqual([{ scope: 'all', books: 119 }])
    expect(offers('json')).toEqual([{ scope: 'all', books: 120 }])
  })

  it('is only all books where no list is on the screen', async () => {
    await narrow()
    workspace.go('history')
    expect(bookExport.listing).toBeNull()
    expect(offered(bookExport.listing, listing.counts, 'json')).toEqual([{ scope: 'all', books: 120 }])
  })
})

describe('a shelf that is exported from its menu', () => {
  const kept = async (query: string | null) => {
    const { value: id } = await shelves.save(null, { name: 'Kept', query })
    if (query === null)
      await shelves.put(
        id,
        ['2', '0', '1'].map((at) => listing.row(Number(at))?.id ?? ''),
      )
    await shelves.refresh()
    return shelves.find(id) as Shelf
  }

  it('is all of it in its own order, whatever the screen shows', async () => {
    const shelf = await kept(null)
    await narrow()
    expect(await bookExport.takeShelf(shelf)).toBe(true)
    const own = bookExport.listing
    expect(own).not.toBe(listing)
    expect(own?.query).toMatchObject({ within: { kind: 'shelf', id: shelf.id }, sort: 'within', status: null })
    expect(offered(own, own?.counts ?? null, 'json')).toEqual([
      { scope: 'shown', books: 3 },
      { scope: 'all', books: 120 },
    ])
    expect(likeliest(offered(own, null, 'json'), own)).toBe('shown')
    await bookExport.run('shown', 'goodreads', 3)
    expect(bookExport.step).toMatchObject({ at: 'done', done: { books: 3 } })
  })

  it('may be one that finds its books', async () => {
    const shelf = await kept('status:read')
    await bookExport.takeShelf(shelf)
    expect(bookExport.listing?.query.sort).toBe('title')
    expect(bookExport.listing?.total).toBe(shelf.books)
  })

  it('is not that shelf any more the next time', async () => {
    await bookExport.takeShelf(await kept(null))
    bookExport.reset()
    expect([bookExport.shelf, bookExport.listing]).toEqual([null, listing])
  })
})

describe('an export', () => {
  it('writes what was chosen', async () => {
    const found = await narrow()
    await bookExport.run('shown', 'goodreads', found)
    expect(bookExport.step).toMatchObject({ at: 'done', done: { books: found } })
    await bookExport.run('all', 'goodreads', 120)
    expect(bookExport.step).toMatchObject({ at: 'done', done: { books: 120 } })
  })

  it('looks at the losses of what was chosen', async () => {
    const lost = async (scope: 'selected' | 'all') =>
      Math.max(0, ...(await bookExport.losses(scope, 'goodreads')).map(({ books }) => books))
    listing.selection.toggle(listing.row(0)?.id ?? '')
    expect(await lost('selected')).toBeLessThanOrEqual(1)
    expect(await lost('all')).toBeGreaterThan(1)
  })

  it('is told again when the list had been put away', async () => {
    const found = await narrow()
    library.putAway(listing.list)
    await bookExport.run('shown', 'goodreads', found)
    expect(bookExport.step).toMatchObject({ at: 'done', done: { books: found } })
  })

  it('that is stopped goes back to the choice', async () => {
    const running = bookExport.run('all', 'goodreads', 120)
    await bookExport.cancel()
    await running
    expect(bookExport.step.at).toBe('choose')
  })
})
