import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { App, Home, SHOTS } from '../harness/app'
import { chooseFile } from '../harness/file-dialog'
import { holds, openBook } from '../harness/list'
import { ADA, chooseInAccountMenu, register } from '../harness/person'
import { SHELF, asGoodreadsExport } from '../harness/shelf'

/** The pictures that README shows: UPDATE_PICTURES=1 takes the new ones over. */
const PICTURES = join(import.meta.dirname, '../../pictures')

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

async function picture(name: string): Promise<void> {
  await app.shoot(name)
  if (process.env.UPDATE_PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  copyFileSync(join(SHOTS, `${name}.png`), join(PICTURES, `${name}.png`))
}

test('the welcome, a shelf of books and a book in the dark are as README shows them', async () => {
  const { page } = app
  await page.screen('welcome')
  await page.fill('#register-name', ADA.name)
  await page.fill('#register-password', ADA.password)
  await page.see('#register-strength[aria-valuenow="4"]')
  await picture('welcome-light')
  await register(app, ADA)

  const exported = home.path('goodreads_library_export.csv')
  writeFileSync(exported, asGoodreadsExport(SHELF))
  await page.click('#import')
  await chooseFile(app, () => page.click('#import-choose'), exported)
  await page.see('#import-run')
  await picture('import-light')
  await page.click('#import-run')
  await page.click('#import-done')
  await holds(page, SHELF.length)
  await chooseInAccountMenu(page, '#theme-light')
  await page.keys('\uE00C')
  await picture('library-light')

  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys('\uE00C')
  await openBook(page, 'The Left Hand of Darkness')
  await picture('book-dark')
})
