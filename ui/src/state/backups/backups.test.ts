import { beforeEach, describe, expect, it, vi } from 'vitest'
import { holdToken } from '../../api/call'
import { seed } from '../../api/fake/seed'
import { backend } from '../../api/fake/transport'
import { Backups, chooseAccountBackup, lookIntoAccount, lookIntoBackup } from './backups.svelte'

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' }))

const PASSWORD = 'walnut gravel umbrella tide'
let backups: Backups
let kept: ReturnType<typeof backend.register>

beforeEach(() => {
  kept = backend.register(`Keeper ${backend.accounts.length}`, PASSWORD)
  seed(kept.library, 40)
  holdToken(backend.open(kept).token)
  backups = new Backups()
})

describe('backups', () => {
  it('are none at first, and afterwards the newest with what was rehearsed', async () => {
    await backups.load()
    expect([backups.now?.rows, backups.now?.rehearsal]).toEqual([[], null])
    await backups.make()
    expect(backups.now?.rows).toHaveLength(1)
    expect(backups.said).toEqual({
      text: 'Backed up and restored for a rehearsal: 40 books, all equal.',
      failed: false,
    })
  })

  it('are made one at a time', async () => {
    const making = backups.make()
    expect(backups.doing).toBe('backup')
    await backups.save()
    expect(backups.doing).toBe('backup')
    await making
    expect(backups.doing).toBeNull()
  })

  it('say where they are asked for why one could not be found', async () => {
    expect(await backups.find('2020-01-01T00:00:00Z')).toBeNull()
    expect(backups.said).toMatchObject({ failed: true })
  })

  it('go where it is chosen, and back to the usual place', async () => {
    await backups.load()
    const usual = backups.now?.folder
    await backups.chooseFolder()
    expect(backups.now?.chosen).toBe(true)
    await backups.resetFolder()
    expect([backups.now?.folder, backups.now?.chosen]).toEqual([usual, false])
  })
})

describe('a look into a backup', () => {
  it('shows what it holds beside what there is', async () => {
    await backups.make()
    const found = await backups.find(null)
    const equal = await lookIntoBackup(found?.file ?? 0, null)
    expect(equal.here?.digest).toBe(equal.contents.digest)
    kept.library.trash([...kept.library.books.keys()].slice(0, 3))
    const { contents, here } = await lookIntoBackup(found?.file ?? 0, null)
    expect([contents.books, here?.books, here?.trashed]).toEqual([40, 37, 3])
    expect(here?.digest).not.toBe(contents.digest)
  })

  it('needs the password of then', async () => {
    await backups.make()
    const found = await backups.find(null)
    kept.password = 'seven lanterns on a slow river'
    const look = (text: string | null) =>
      lookIntoBackup(found?.file ?? 0, text === null ? null : { by: 'password', text })
    await expect(look(null)).rejects.toMatchObject({ code: 'passwordNeeded' })
    await expect(look('wrong')).rejects.toMatchObject({ code: 'wrongCredentials' })
    expect((await look(PASSWORD)).contents.books).toBe(40)
  })

  it('says of a recovery code that is none what is wrong with it', async () => {
    const found = await chooseAccountBackup()
    const looking = lookIntoAccount(found?.file ?? 0, { by: 'recoveryCode', text: 'abc' })
    await expect(looking).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'code' }] })
  })
})
