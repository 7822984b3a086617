import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile } from '../harness/file-dialog'
import { ADA, register } from '../harness/person'

/** So many that nobody is too slow to stop it, on any computer. */
const ROWS = 30_000
const LONG = 180_000

const home = new Home()
const exported = home.path('goodreads_library_export.csv')
let app: App

beforeAll(async () => {
  const sample = process.env.GOODREADS_SAMPLE
  if (!sample) throw new Error('GOODREADS_SAMPLE is not set')
  execFileSync(sample, [String(ROWS), exported])
  app = await App.start(home)
  await register(app, ADA)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const choose = () => app.page.click('#import-choose')

/** Stopped: it says so, and neither a book nor a step of the history stays behind. */
async function nothingRemains(): Promise<void> {
  const { page } = app
  await page.says('#import-dialog', 'Nothing was changed', LONG)
  await page.clickNamed('Cancel')
  await page.gone('#import-dialog')
  await page.see('#empty')
  await page.says('#nav-library .count', /^0$/)
  await page.click('#nav-history')
  await page.screen('history')
  await page.see('#history-undo:disabled')
  expect(await page.texts('#history-list li')).toEqual([])
  await page.click('#nav-library')
  await page.screen('library')
}

test('a file that is being looked at can be left', async () => {
  const { page } = app
  await page.click('#import')
  await chooseFile(app, choose, exported)
  await page.click('#import-stop')
  await nothingRemains()
})

test('an import that runs is stopped, and nothing of it remains', async () => {
  const { page } = app
  await page.click('#import')
  await chooseFile(app, choose, exported)
  await page.see('#import-run', LONG)
  await page.click('#import-run')
  await page.says('#import-dialog', /[1-9][\d,]* new/, LONG)
  await page.click('#import-stop')
  await nothingRemains()
})

test('and the same file can be brought afterwards', async () => {
  const { page } = app
  await page.click('#import')
  await chooseFile(app, choose, exported)
  await page.see('#import-run', LONG)
  await page.says('#import-summary', `${ROWS.toLocaleString('en')} new`)
  await page.click('#import-leave')
  await page.gone('#import-dialog')
})
