import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backend } from '../../api/fake/transport'
import { seed, seedShelves } from '../../api/fake/seed'
import { holdToken } from '../../api/call'
import type { FakeLibrary } from '../../api/fake/library'
import { setFields } from '../book/parts/acts'
import { shelves } from '../shelves/shelves.svelte'
import { toasts } from '../shell/toasts.svelte'
import { workspace } from '../shell/workspace.svelte'
import { edit, moveToTrash, shelve } from './actions'
import { BulkEditing } from './editing.svelte'

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' }))

const listing = workspace.library
let library: FakeLibrary

beforeEach(async () => {
  const kept = backend.register(`Editor ${backend.accounts.length}`, 'walnut gravel umbrella tide')
  library = kept.library
  seed(library, 150)
  seedShelves(library)
  holdToken(backend.open(kept).token)
  workspace.forget()
  toasts.clear()
  await listing.ask({ sort: 'title' })
  await shelves.refresh()
})

const all = () => [...library.books.values()].filter(({ trashed }) => trashed === null)
const undo = async () => {
  toasts.list.at(-1)?.action?.run()
  await new Promise((resolve) => setTimeout(resolve, 20))
}

const planOf = () => new BulkEditing(listing, () => ({ fields: [], shelfName: (id) => shelves.find(id)?.name ?? '' }))

describe('editing many books', () => {
  it('changes all of a result but those left out, as one step that can be undone', async () => {
    const before = structuredClone(all())
    listing.selection.selectAll()
    const left = listing.row(3)?.id
    listing.selection.toggle(left ?? '')
    await edit(listing, { addTags: ['summer'] })
    expect(all().filter(({ tags }) => tags.includes('summer'))).toHaveLength(149)
    expect(all().find(({ id }) => id === left)?.tags).not.toContain('summer')
    await undo()
    expect(all()).toEqual(before)
  })

  it('says beforehand what it sets and what it clears', () => {
    const editing = planOf()
    expect(editing.says).toBe(false)
    editing.turn('publisher')
    editing.turn('language')
    editing.typed.publisher = 'Faber'
    editing.addTag = 'typed and not added yet'
    expect(editing.plan).toMatchObject({
      set: ['Publisher'],
      cleared: ['Language'],
      addTags: ['typed and not added yet'],
    })
    editing.turn('language')
    expect(editing.plan.cleared).toEqual([])
    editing.turn('favourite')
    expect(editing.plan.set).toContain('Favourite')
    editing.typed.favourite = false
    expect(editing.plan.cleared).toEqual(['Favourite'])
  })

  it('shows what is wrong at the field, and changes nothing then', async () => {
    const before = structuredClone(all())
    listing.selection.selectAll()
    const editing = planOf()
    editing.turn('published')
    editing.typed.published = 'yesterday'
    expect(await editing.save()).toBe(false)
    expect(editing.errors.get('published')).toMatch(/expected a date/i)
    expect(all()).toEqual(before)
    editing.typed.published = '1999-05'
    expect(await editing.save()).toBe(true)
    expect(new Set(all().map(({ published }) => published))).toEqual(new Set(['1999-05']))
  })

  it('is told again when the list that all of was selected had been put away', async () => {
    listing.selection.selectAll()
    const first = listing.list
    library.putAway(first)
    await edit(listing, { addTags: ['winter'] })
    expect(all().every(({ tags }) => tags.includes('winter'))).toBe(true)
  })
})

it('all of a list stays selected over a change of its own, and not over another one', async () => {
  listing.selection.selectAll()
  await edit(listing, { addTags: ['spring'] })
  expect(listing.selection.isAll).toBe(true)
  await edit(listing, { addTags: ['spring'] })
  expect(listing.selection.isAll).toBe(true)
  const first = listing.row(0)?.id ?? ''
  await setFields(first, { title: 'Renamed' })
  await listing.refresh()
  expect(listing.selection.count).toBe(0)
})

it('the trash takes what is selected, and gives it back', async () => {
  const [a, b] = [listing.row(0)?.id ?? '', listing.row(1)?.id ?? '']
  listing.selection.toggle(a)
  listing.selection.toggle(b)
  workspace.book = b
  await moveToTrash(listing)
  expect(all()).toHaveLength(148)
  expect(listing.selection.count).toBe(0)
  expect(workspace.book).toBeNull()
  await undo()
  expect(all()).toHaveLength(150)
})

it('a shelf takes a whole result', async () => {
  const kitchen = shelves.list.find(({ name }) => name === 'Kitchen')?.id ?? ''
  listing.selection.selectAll()
  await shelve(listing, kitchen)
  await shelves.refresh()
  expect(shelves.find(kitchen)?.books).toBe(150)
})
