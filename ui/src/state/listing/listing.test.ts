import { describe, expect, it, vi } from 'vitest'
import { ApiFailure } from '../../api/failure'
import type { BookRow, Counts, ListOpened, ListQuery } from '../../api/model'
import { toasts } from '../shell/toasts.svelte'
import { Listing } from './listing.svelte'

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' }))

const row = (id: string) => ({ id, title: id }) as BookRow
const counts = {} as Counts

/** A library whose answers come when the test says so. */
class Source {
  books: string[] = Array.from({ length: 1_000 }, (_, n) => `b${n}`)
  version = 1
  lists = new Map<number, string[]>()
  asked: string[] = []
  held: (() => void)[] | null = null

  async openList(query: ListQuery): Promise<ListOpened> {
    this.asked.push(query.text)
    const ids = this.books.filter((id) => id.includes(query.text))
    const list = this.lists.size + 1
    this.lists.set(list, ids)
    const opened = {
      list,
      total: ids.length,
      version: this.version,
      rows: ids.slice(0, 100).map(row),
      counts,
      problems: [],
    }
    if (this.held) await new Promise<void>((go) => this.held?.push(go))
    return opened
  }
  async rows(list: number, from: number, count: number) {
    const ids = this.lists.get(list)
    if (!ids) throw new ApiFailure({ code: 'notFound', message: 'put away' })
    return ids.slice(from, from + count).map(row)
  }
  async locate(list: number, id: string) {
    const at = this.lists.get(list)?.indexOf(id) ?? -1
    return at < 0 ? null : at
  }
}

const settled = () => new Promise((go) => setTimeout(go))

describe('a list of books', () => {
  it('shows the newest query, however slowly the older ones are answered', async () => {
    const source = new Source()
    source.held = []
    const list = new Listing(source)
    const done = list.ask({ text: 'b1' })
    void list.ask({ text: 'b12' })
    void list.ask({ text: 'b123' })
    source.held.shift()?.()
    await settled()
    source.held.shift()?.()
    await done
    expect(list.total).toBe(1)
    expect(list.row(0)?.id).toBe('b123')
    expect(source.asked).toEqual(['b1', 'b123'])
  })

  it('fetches what comes into view, once', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    expect(list.row(450)).toBeUndefined()
    list.visible(430, 460)
    list.visible(431, 461)
    await settled()
    expect(list.row(450)?.id).toBe('b450')
  })

  it('keeps the person at the same book when the library changes', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    list.visible(430, 460)
    await settled()
    list.focusOn(450)
    source.books = ['new', ...source.books]
    source.version = 2
    list.changed(2)
    await settled()
    expect(list.focus).toBe(451)
    expect(list.focusedRow?.id).toBe('b450')
    expect(list.row(440)?.id).toBe('b439')
  })

  it('shows the row the person is at, where no book is named', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    list.focusOn(3)
    source.books = ['new', ...source.books]
    await list.show(null)
    expect(list.focusedRow?.id).toBe('b3')
    expect(list.reveal).toBe(1)
  })

  it('shows the book that is asked for while it is being opened', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    list.focusOn(3)
    source.held = []
    const done = list.refresh()
    await settled()
    void list.show('b7')
    source.held.shift()?.()
    await settled()
    source.held.shift()?.()
    await done
    expect(list.focusedRow?.id).toBe('b7')
    expect(list.reveal).toBe(1)
  })

  it('moves on to the next book when the focused one is gone', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    list.focusOn(3)
    source.books = source.books.filter((id) => id !== 'b3')
    await list.refresh()
    expect(list.focusedRow?.id).toBe('b4')
    list.focusOn(source.books.length - 1)
    source.books.pop()
    await list.refresh()
    expect(list.focus).toBe(source.books.length - 1)
  })

  it('opens itself anew when the backend has put it away', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    source.lists.set(1, undefined as never)
    list.visible(500, 510)
    await settled()
    expect(list.row(505)?.id).toBe('b505')
  })

  it('says that all of it is not selected any more when other books took the place of some', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.refresh()
    list.selection.selectAll()
    await list.sortBy('author')
    expect(list.selection.isAll).toBe(true)
    source.books = ['new', ...source.books.slice(1)]
    source.version = 2
    await list.refresh()
    expect(list.total).toBe(1_000)
    expect(list.selection.count).toBe(0)
    expect(toasts.list).toHaveLength(1)
    toasts.clear()
  })

  it('leaves no title behind when it is locked, and comes back to its place', async () => {
    const source = new Source()
    const list = new Listing(source)
    await list.ask({ text: 'b' })
    list.focusOn(20)
    list.unload()
    expect(list.row(20)).toBeUndefined()
    await list.refresh()
    expect(list.focusedRow?.id).toBe('b20')
    list.forget()
    expect(list.query.text).toBe('')
  })

  it('ignores an answer that arrives after the lock', async () => {
    const source = new Source()
    source.held = []
    const list = new Listing(source)
    const done = list.refresh()
    list.unload()
    source.held.shift()?.()
    await done
    expect(list.row(0)).toBeUndefined()
  })

  it('says when a list cannot be had', async () => {
    const source = new Source()
    source.openList = async () => {
      throw new ApiFailure({ code: 'storage', message: 'The disk is gone.' })
    }
    const list = new Listing(source)
    await list.refresh()
    expect(list.failure).toBe('The disk is gone.')
  })
})
