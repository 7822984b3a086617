import { beforeEach, describe, expect, it } from 'vitest'
import { BookSelection } from './selection.svelte'

let shown: string[]
let version: number
let selection: BookSelection
let held: (() => void)[] | null

beforeEach(() => {
  shown = [...'abcdefgh']
  version = 1
  held = null
  selection = new BookSelection({
    list: 7,
    get version() {
      return version
    },
    get total() {
      return shown.length
    },
    row: (index) => (shown[index] === undefined ? undefined : { id: shown[index] }),
    ids: async (from, to) => {
      if (held) await new Promise<void>((go) => held?.push(go))
      return shown.slice(from, to)
    },
    indexOf: (id) => Promise.resolve(shown.indexOf(id) < 0 ? null : shown.indexOf(id)),
  })
})

const selected = () => shown.filter((id) => selection.has(id)).join('')

describe('a selection', () => {
  it('begins with the book that was pressed when another is added', () => {
    selection.press('b')
    expect(selection.count).toBe(0)
    selection.toggle('d')
    expect(selected()).toBe('bd')
    selection.toggle('d')
    expect(selected()).toBe('b')
  })

  it('of one book by the keyboard is that book alone', () => {
    selection.toggle('c')
    expect(selected()).toBe('c')
    selection.toggle('c')
    expect(selection.count).toBe(0)
  })

  it('reaches from the anchor in both directions, also when the list was sorted anew', async () => {
    selection.press('c')
    await selection.extend(5, 0)
    expect(selected()).toBe('cdef')
    await selection.extend(0, 5)
    expect(selected()).toBe('abc')
    shown.reverse()
    await selection.extend(7, 0)
    expect(selected()).toBe('cba')
  })

  it('without an anchor reaches from where the focus was', async () => {
    await selection.extend(2, 1)
    expect(selected()).toBe('bc')
  })

  it('is not overtaken by a long stretch that was given up', async () => {
    held = []
    const extending = selection.extend(7, 0)
    await new Promise((resolve) => setTimeout(resolve))
    selection.toggle('h')
    for (const go of held) go()
    await extending
    expect(selected()).toBe('h')
  })

  it('of all sends no ids but those left out', () => {
    selection.selectAll()
    expect(selection.isAll).toBe(true)
    selection.toggle('b')
    expect(selection.count).toBe(7)
    expect(selected()).toBe('acdefgh')
    expect(selection.sent).toEqual({ allOf: 7, ids: ['b'] })
    expect(selection.ids).toBeNull()
    selection.toggle('b')
    expect(selection.isAll).toBe(true)
  })

  it('of single books stays when the list is read anew', () => {
    selection.toggle('b')
    shown = [...'xyb']
    version = 2
    expect(selection.refreshed(false)).toBe(false)
    expect(selection.sent).toEqual({ allOf: null, ids: ['b'] })
  })

  it('of all stays while query and library do', () => {
    selection.selectAll()
    expect(selection.refreshed(true)).toBe(false)
    expect(selection.isAll).toBe(true)
  })

  it('of all is dropped when other books may have come in, however many there are', () => {
    selection.selectAll()
    shown = [...'abcdefgx']
    version = 2
    expect(selection.refreshed(true)).toBe(true)
    expect(selection.count).toBe(0)
    selection.selectAll()
    expect(selection.refreshed(false)).toBe(true)
    expect(selection.count).toBe(0)
  })

  it('of all stays over a change of its own, and over no other one', () => {
    selection.selectAll()
    selection.acts(true)
    version = 2
    expect(selection.refreshed(true)).toBe(false)
    expect(selection.isAll).toBe(true)
    version = 3
    expect(selection.refreshed(true)).toBe(true)
    selection.selectAll()
    selection.acts(true)
    selection.acts(false)
    version = 4
    expect(selection.refreshed(true)).toBe(true)
  })

  it('of all goes without a word when its own change took books out of the list', () => {
    selection.selectAll()
    selection.acts(true)
    version = 2
    shown = [...'abc']
    expect(selection.refreshed(true)).toBe(false)
    expect(selection.count).toBe(0)
  })
})
