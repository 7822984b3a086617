import { beforeEach, describe, expect, it, vi } from 'vitest'
import { blankBook } from '../book/form'

const PASSWORD = 'walnut gravel umbrella tide'
const page = { search: '?books=3', reload: vi.fn() }

/** A freshly loaded page: every module anew, and with them the backend in memory. */
async function load() {
  vi.resetModules()
  vi.stubGlobal('location', page)
  vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' })
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('addEventListener', () => undefined)
  const { backend } = await import('../../api/fake/transport')
  const { session } = await import('./session.svelte')
  const { drafts, editor } = await import('../book/editing')
  const { workspace } = await import('../shell/workspace.svelte')
  await session.start()
  await session.listen(() => undefined)
  const library = backend.accounts[0]?.library
  if (!library) throw new Error('the stage is empty')
  return { backend, session, drafts, editor, workspace, library }
}

const settled = () => new Promise((go) => setTimeout(go))

beforeEach(() => {
  vi.useRealTimers()
  page.reload.mockClear()
})

describe('a session', () => {
  it('that ends while a book is typed loses nothing', async () => {
    const { backend, session, editor, workspace } = await load()
    await session.logIn('Ada', PASSWORD)
    await workspace.library.refresh()
    editor.add()
    if (editor.editing) editor.editing.typed.title = 'Kim'
    editor.keep()
    backend.expire()
    await workspace.library.refresh()
    expect(session.phase).toEqual({ at: 'locked', name: 'Ada' })
    expect(workspace.library.row(0)).toBeUndefined()
    await session.logIn('Ada', PASSWORD)
    expect(session.phase.at).toBe('open')
    expect(editor.editing?.typed.title).toBe('Kim')
  })

  it('shows the next person nothing of the one before', async () => {
    const { backend, session, editor, drafts, workspace } = await load()
    await session.logIn('Ada', PASSWORD)
    await workspace.library.ask({ text: 'secret' })
    editor.add()
    if (editor.editing) editor.editing.typed.title = 'Secret'
    editor.keep()
    backend.expire()
    await workspace.library.refresh()
    await session.logIn('Ben', PASSWORD)
    expect(editor.editing).toBeNull()
    expect(drafts.keys()).toEqual([])
    expect(workspace.library.query.text).toBe('')
    await settled()
    expect(workspace.library.total).toBe(0)
  })

  it('that is locked on purpose writes everything down first', async () => {
    const { session, editor, workspace, library } = await load()
    await session.logIn('Ada', PASSWORD)
    await workspace.library.ask({ text: 'middle' })
    editor.add()
    if (editor.editing) editor.editing.typed.title = 'Kim'
    editor.keep()
    await session.lock()
    expect(page.reload).toHaveBeenCalledOnce()
    expect(session.phase.at).toBe('open')
    expect([...library.drafts.keys()].sort()).toEqual(['book:new', 'place'])
    expect(library.drafts.get('place')?.body).toContain('middle')
  })

  it('begins where it was locked', async () => {
    page.search = '?books=3&locked=Ada'
    const { session, editor, workspace, library } = await load()
    page.search = '?books=3'
    expect(session.phase).toEqual({ at: 'locked', name: 'Ada' })
    const typed = { ...blankBook(), title: 'Kim' }
    const kept = { id: null, base: null, original: blankBook(), typed }
    const query = { ...workspace.library.query, text: 'middle' }
    const library_ = { ...workspace.library.place(), query }
    const place = { ...workspace.place('book:new'), screen: 'history', library: library_ }
    for (const [key, body] of Object.entries({ 'book:new': kept, place })) {
      library.drafts.set(key, { key, body: JSON.stringify(body), saved: '2026-01-01T00:00:00Z' })
    }
    await session.logIn('Ada', PASSWORD)
    expect(workspace.screen).toBe('history')
    expect(workspace.library.query.text).toBe('middle')
    expect(editor.editing?.typed.title).toBe('Kim')
    await settled()
    expect(library.drafts.has('place')).toBe(false)
  })

  it('tells what became of an import that it was locked upon', async () => {
    const importing = { file: 'mine.csv', since: '2026-01-01T00:00:00Z' }
    const unlocked = async (finished: boolean) => {
      page.search = '?books=3&locked=Ada'
      const { session, workspace, library } = await load()
      const { bookImport } = await import('../imports/import.svelte')
      page.search = '?books=3'
      if (finished) library.commit({ kind: 'imported', source: 'goodreads', count: 3 }, [...library.books])
      const body = JSON.stringify({ ...workspace.place(null), importing })
      library.drafts.set('place', { key: 'place', body, saved: '2026-01-01T00:00:00Z' })
      await session.logIn('Ada', PASSWORD)
      await settled()
      expect(workspace.panel).toBe('import')
      return bookImport.step
    }
    expect(await unlocked(true)).toEqual({ at: 'locked', file: 'mine.csv', added: 3 })
    expect(await unlocked(false)).toEqual({ at: 'locked', file: 'mine.csv', added: null })
  })

  it('writes down that an import is under way when it is locked', async () => {
    const { session, library } = await load()
    const { bookImport } = await import('../imports/import.svelte')
    await session.logIn('Ada', PASSWORD)
    void bookImport.begin('file')
    await settled()
    void bookImport.run({ otherwise: 'keep', conflicts: [], statuses: [] })
    await settled()
    await session.lock()
    expect(library.drafts.get('place')?.body).toContain('"importing":{"file":')
  })

  it('puts nothing into web storage', async () => {
    const storage = { setItem: vi.fn(), getItem: vi.fn() }
    vi.stubGlobal('localStorage', storage)
    vi.stubGlobal('sessionStorage', storage)
    const { session } = await load()
    await session.logIn('Ada', PASSWORD)
    await session.lock()
    expect(storage.setItem).not.toHaveBeenCalled()
  })

  it('that was locked by an older version begins at the library', async () => {
    page.search = '?books=3&locked=Ada'
    const { session, workspace, library } = await load()
    page.search = '?books=3'
    library.drafts.set('place', { key: 'place', body: '{"screen":"shelf"}', saved: '2026-01-01T00:00:00Z' })
    await session.logIn('Ada', PASSWORD)
    expect(session.phase.at).toBe('open')
    expect(workspace.screen).toBe('library')
  })

  it('says a wrong password and stays where it is', async () => {
    const { session } = await load()
    await expect(session.logIn('Ada', 'wrong')).rejects.toMatchObject({ code: 'wrongCredentials' })
    expect(session.phase.at).toBe('logIn')
  })
})
