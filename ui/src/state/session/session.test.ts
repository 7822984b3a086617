import { beforeEach, describe, expect, it, vi } from 'vitest'
import { blankBook } from '../book/form'

const PASSWORD = 'walnut gravel umbrella tide'
const NEW = 'seven lanterns on a slow river'
const CODE = 'k7qm 2xzd w9fa t4rc 8hnb p3ve j6ys'
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

  it('is locked after as many minutes as the account wishes, at once when that changes', async () => {
    const { backend, session } = await load()
    const { Protection } = await import('../account/protection.svelte')
    const ada = backend.accounts[0]
    if (ada) ada.security.idleMinutes = 2
    await session.logIn('Ada', PASSWORD)
    await settled()
    vi.useFakeTimers({ now: Date.now() })
    const lock = vi.spyOn(session, 'lock').mockResolvedValue()
    const tickAfter = (seconds: number) => {
      vi.setSystemTime(Date.now() + seconds * 1000)
      session.tick()
      return lock.mock.calls.length
    }
    expect(tickAfter(119)).toBe(0)
    expect(tickAfter(1)).toBe(1)
    await new Protection().lockAfter(5)
    expect(ada?.security.idleMinutes).toBe(5)
    expect(tickAfter(60)).toBe(1)
    await new Protection().lockAfter(1)
    expect(tickAfter(0)).toBe(2)
  })

  it('begins anew with a recovery code, from the lock screen too', async () => {
    const { backend, session, editor, workspace } = await load()
    await session.logIn('Ada', PASSWORD)
    backend.accounts[0]?.security.make()
    backend.accounts[0]?.security.keep('w9fa')
    editor.add()
    if (editor.editing) editor.editing.typed.title = 'Kim'
    editor.keep()
    backend.expire()
    await workspace.library.refresh()
    session.turnToRecovery('Ada')
    session.turnBack()
    expect(session.phase).toEqual({ at: 'locked', name: 'Ada' })
    session.turnToRecovery('Ada')
    await expect(session.recover('Ada', 'nonsense', NEW)).rejects.toMatchObject({ code: 'invalid' })
    expect(session.phase.at).toBe('recover')
    await session.recover('Ada', CODE, NEW)
    expect(session.phase.at).toBe('open')
    expect(editor.editing?.typed.title).toBe('Kim')
  })

  it('goes on under a new key, without a lock screen in between', async () => {
    const { backend, session, workspace } = await load()
    await session.logIn('Ada', PASSWORD)
    await expect(session.passwordLeaked('wrong', NEW)).rejects.toMatchObject({ code: 'wrongCredentials' })
    expect(session.phase.at).toBe('open')
    const lost = vi.spyOn(session, 'lost')
    const changing = session.passwordLeaked(PASSWORD, NEW)
    // On its way with the token of before, when the session of before ends.
    void workspace.library.refresh()
    await changing
    await settled()
    expect(lost).not.toHaveBeenCalled()
    expect(session.phase.at).toBe('open')
    await workspace.library.refresh()
    expect(workspace.library.total).toBe(3)
    backend.expire()
    await workspace.library.refresh()
    expect(session.phase).toEqual({ at: 'locked', name: 'Ada' })
    await session.logIn('Ada', NEW)
  })

  it('ends with a restored backup, and nothing of the former library is left', async () => {
    const { session, editor, drafts, workspace } = await load()
    const { Backups, lookIntoBackup, restoreBackup } = await import('../backups/backups.svelte')
    await session.logIn('Ada', PASSWORD)
    const backups = new Backups()
    await backups.make()
    expect(backups.now?.rehearsal?.contents.books).toBe(3)
    await workspace.library.ask({ text: 'middle' })
    editor.add()
    if (editor.editing) editor.editing.typed.title = 'Kim'
    editor.keep()
    const found = await backups.find(backups.now?.rows[0]?.made ?? null)
    expect((await lookIntoBackup(found?.file ?? 0, null)).contents.books).toBe(3)
    await restoreBackup(found?.file ?? 0, null)
    expect(session.phase).toEqual({ at: 'locked', name: 'Ada', restored: 3 })
    expect([editor.editing, drafts.keys(), workspace.library.query.text]).toEqual([null, [], ''])
    await session.logIn('Ada', PASSWORD)
    await settled()
    expect(drafts.keys()).toEqual([])
    expect(workspace.library.total).toBe(3)
  })

  it('that a refused restore leaves alone goes on', async () => {
    const { backend, session } = await load()
    const { Backups, restoreBackup } = await import('../backups/backups.svelte')
    await session.logIn('Ada', PASSWORD)
    const backups = new Backups()
    await backups.make()
    const found = await backups.find(null)
    const ada = backend.accounts[0]
    if (ada) ada.password = NEW
    await expect(restoreBackup(found?.file ?? 0, null)).rejects.toMatchObject({ code: 'passwordNeeded' })
    expect(session.phase.at).toBe('open')
    await restoreBackup(found?.file ?? 0, { by: 'password', text: PASSWORD })
    expect(session.phase.at).toBe('locked')
  })

  it('begins with the account of a backup', async () => {
    const { session } = await load()
    const { chooseAccountBackup, lookIntoAccount, restoreAccount } = await import('../backups/backups.svelte')
    const found = await chooseAccountBackup()
    if (found) session.turnToRestore(found)
    expect(session.phase).toMatchObject({ at: 'restore', found: { account: 'Clara', here: false } })
    const secret = { by: 'password', text: PASSWORD } as const
    expect((await lookIntoAccount(1, secret)).here).toBeNull()
    await expect(restoreAccount(1, secret, 'Ada')).rejects.toMatchObject({ code: 'nameTaken' })
    await restoreAccount(1, secret, 'Clara')
    expect(session.account?.name).toBe('Clara')
  })

  it('offers a recovery code to whoever has just registered, and to nobody else', async () => {
    const { backend, session, workspace } = await load()
    await session.register('Dora', NEW)
    expect(session.codeOffer).toBe('registered')
    backend.expire()
    await workspace.library.refresh()
    await session.logIn('Ada', PASSWORD)
    expect(session.codeOffer).toBeNull()
  })

  it('is told how long to wait after too many wrong passwords', async () => {
    const { session } = await load()
    for (let wrong = 0; wrong < 5; wrong += 1) await session.logIn('Ada', 'wrong').catch(() => undefined)
    await expect(session.logIn('Ada', PASSWORD)).rejects.toMatchObject({ code: 'tooManyAttempts', wait: 64 })
  })

  it('says a wrong password and stays where it is', async () => {
    const { session } = await load()
    await expect(session.logIn('Ada', 'wrong')).rejects.toMatchObject({ code: 'wrongCredentials' })
    expect(session.phase.at).toBe('logIn')
  })
})
