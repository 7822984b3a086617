import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile } from '../harness/file-dialog'
import { beginsWith, holds, openBook } from '../harness/list'
import { ADA, register, save } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const HEADER = 'Book Id,Title,Author,ISBN13,My Rating,Number of Pages,Bookshelves,Exclusive Shelf,My Review,Read Count\n'

/** Brings a file as far as its preview. */
async function look(name: string, content: string): Promise<void> {
  const { page } = app
  writeFileSync(home.path(name), content)
  await page.click('#import')
  await chooseFile(app, () => page.click('#import-choose'), home.path(name))
}

async function bring(): Promise<void> {
  const { page } = app
  await page.click('#import-run')
  await page.see('#import-done', 60_000)
}

test('an unknown shelf is a shelf, and what it says of the status is asked once', async () => {
  const { page } = app
  await look('first.csv', `${HEADER}1,Kim,R. Kipling,,3,300,waiting,waiting,,0\n2,Emma,J. Austen,,0,,waiting,waiting,,0\n`)
  await page.says('#import-summary', '2 new')
  await page.says('#import-content', 'R. Kipling')
  await page.says('#import-content', '300')
  await page.select('#import-status-0', 'wantToRead')
  await app.shoot('import-question')
  await bring()
  await page.click('#import-done')
  await holds(page, 2)
  await page.says('nav', 'waiting')
})

test('a newer export adds what is new, and what both changed is decided by the reader', async () => {
  const { page } = app
  await openBook(page, 'Kim')
  await page.click('#details-edit')
  await page.see('#editor')
  await page.fill('#book-pages', '310')
  await save(page)
  await look(
    'second.csv',
    `${HEADER}1,Kim,R. Kipling,,3,305,waiting,waiting,Good.,0\n2,Emma,J. Austen,,0,,waiting,waiting,,0\n3,Dune,F. Herbert,,5,,sf,read,,1\n`,
  )
  await page.says('#import-summary', '1 new, 1 to decide, 1 already here')
  // What was answered before stands there.
  expect(await page.value('#import-status-0')).toBe('wantToRead')
  await page.select('#import-conflict-1-pages', 'take')
  await app.shoot('import-conflict')
  await bring()
  await app.shoot('import-report-second')
  await page.click('#import-done')
  await holds(page, 3)
  await openBook(page, 'Kim')
  await page.says('#details', '305')
  await page.says('#details', 'Good.')
})

test('an import is undone from its report', async () => {
  const { page } = app
  await look('third.csv', `${HEADER}4,Ulysses,J. Joyce,,0,,,to-read,,0\n`)
  await bring()
  await page.click('#import-undo')
  await page.says('#import-dialog', 'undone')
  await page.click('#import-done')
  await holds(page, 3)
})

test('any table is imported once its columns are given a meaning', async () => {
  const { page } = app
  await look('mine.csv', 'Werk;Wer;Stars;Zettel\nDubliners;Joyce, James;4;unten links\nExiles;Joyce, James;3.5;\n')
  await page.see('#import-map')
  await page.click('#import-map')
  await page.see('#import-mapping-error')
  await page.select('#import-column-0', 'title')
  await page.select('#import-column-1', 'author')
  await app.shoot('import-mapping')
  await page.click('#import-map')
  await page.says('#import-summary', '2 new')
  await page.click('#import-back')
  expect(await page.value('#import-column-0')).toBe('title')
  await page.click('#import-map')
  await page.says('#import-summary', '2 new')
  await page.says('#import-detail', 'Kept as text in the notes: Zettel.')
  await app.shoot('import-kept-in-notes')
  await bring()
  await page.click('#import-done')
  await holds(page, 5)
  await beginsWith(page, ['Dubliners'])
})

test('what the columns of such a table mean is remembered', async () => {
  const { page } = app
  await look('mine-again.csv', 'Werk;Wer;Stars;Zettel\nStephen Hero;Joyce, James;;\n')
  await page.see('#import-map')
  expect([await page.value('#import-column-0'), await page.value('#import-column-1')]).toEqual(['title', 'author'])
  await page.click('#import-map')
  await page.says('#import-summary', '1 new')
  await page.click('#import-leave')
  await page.gone('#import-dialog')
  await holds(page, 5)
})
