import { describe, expect, it, vi } from 'vitest'

/** A library of three books on the screen, every module anew. */
async function load() {
  vi.resetModules()
  vi.stubGlobal('location', { search: '?books=3', reload: () => undefined })
  vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' })
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('addEventListener', () => undefined)
  const { session } = await import('../session/session.svelte')
  const { workspace } = await import('../shell/workspace.svelte')
  const actions = await import('./actions')
  await session.start()
  await session.logIn('Ada', 'walnut gravel umbrella tide')
  await workspace.library.refresh()
  return { list: workspace.library, actions }
}

describe('undoing', () => {
  it('comes back to the book that was restored', async () => {
    const { list, actions } = await load()
    list.focusOn(1)
    const book = list.focusedRow
    if (!book) throw new Error('no book there')
    await actions.trash(book)
    expect(list.focusedRow?.id).not.toBe(book.id)
    const before = list.reveal
    await actions.undo()
    expect(list.focusedRow?.id).toBe(book.id)
    expect(list.reveal).toBe(before + 1)
  })

  it('keeps the row when the book goes again', async () => {
    const { list, actions } = await load()
    const book = list.row(1)
    if (!book) throw new Error('no book there')
    await actions.trash(book)
    await actions.undo()
    await actions.redo()
    expect(list.total).toBe(2)
    expect(list.focus).toBe(1)
  })
})
