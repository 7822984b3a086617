import { statSync } from 'node:fs'
import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile, dismissFileDialog } from '../harness/file-dialog'
import { beginsWith, holds, openBook } from '../harness/list'
import { ADA, addBook, chooseInAccountMenu, register, unlock } from '../harness/person'

const home = new Home()
const elsewhere = new Home()
const file = home.path('books.bookplate')
/** Every page of a backup is checked, and keys are derived. */
const BACKUP_PATIENCE = 60_000
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await addBook(app, 'Italo Calvino', { title: 'Invisible Cities' })
  await addBook(app, 'Olga Tokarczuk', { title: 'Flights' })
  await holds(app.page, 2)
})

afterAll(async () => {
  await app.stop()
  home.remove()
  elsewhere.remove()
})

const openSettings = () => chooseInAccountMenu(app.page, '#menu-settings')

async function count(row: string): Promise<string[]> {
  return app.page.texts(`#contents [data-row=${row}] td`)
}

test('a backup is made now, restored for a rehearsal, and kept', async () => {
  const { page } = app
  await openSettings()
  await page.see('#backups-rehearsal')
  await page.click('#backup-now')
  await page.says('#backups-rehearsal', /Last restore rehearsal: today at .*, 2 books, all equal\./, BACKUP_PATIENCE)
  await page.see('#backups-list [data-made]')
  await app.shoot('backups')
})

test('one is saved in a file that is chosen', async () => {
  const { page } = app
  await dismissFileDialog(app, () => page.click('#backup-save'))
  await chooseFile(app, () => page.click('#backup-save'), file)
  await page.says('#backups-said', 'Saved', BACKUP_PATIENCE)
  await page.says('#backups-said', '2 books, all equal')
  expect(statSync(file).size).toBeGreaterThan(0)
  await page.keys(Key.ESCAPE)
  await page.gone('#settings-dialog')
})

test('what a backup holds is shown beside what there is now', async () => {
  const { page } = app
  await openBook(page, 'Invisible Cities')
  await page.click('#details-trash')
  await holds(page, 1)
  await openSettings()
  await chooseFile(app, () => page.click('#backup-restore-file'), file)
  await page.see('#restore-yes', BACKUP_PATIENCE)
  expect(await count('books')).toEqual(['2', '1'])
  expect(await count('trashed')).toEqual(['0', '1'])
  expect(await page.shows('#restore-equal')).toBe(false)
  await app.shoot('restore')
})

test('and takes its place, behind the lock screen', async () => {
  const { page } = app
  await page.click('#restore-yes')
  await page.screen('locked', BACKUP_PATIENCE)
  await page.says('#restored', 'Your library was restored: 2 books.')
  await app.shoot('restored')
  await unlock(app, ADA)
  await beginsWith(page, ['Flights', 'Invisible Cities'])
})

test('the account comes to another computer from the same file', async () => {
  await app.stop()
  app = await App.start(elsewhere)
  const { page } = app
  await page.screen('welcome')
  await chooseFile(app, () => page.click('#from-backup'), file)
  await page.screen('restore')
  await page.fill('#restore-password', 'violet teapot over the stairs')
  await page.click('#restore-submit')
  await page.see('#restore-password-error', BACKUP_PATIENCE)
  await page.fill('#restore-password', ADA.password)
  await page.click('#restore-submit')
  await page.see('#contents', BACKUP_PATIENCE)
  expect(await count('books')).toEqual(['2'])
  expect(await page.value('#restore-name')).toBe(ADA.name)
  await app.shoot('restore-account')
  await page.click('#restore-submit')
  await page.screen('library', BACKUP_PATIENCE)
  await page.says('#account-menu', ADA.name)
  await beginsWith(page, ['Flights', 'Invisible Cities'])
})
