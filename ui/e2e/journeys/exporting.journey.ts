import { readFileSync } from 'node:fs'
import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile, dismissFileDialog } from '../harness/file-dialog'
import { fillLibrary } from '../harness/library'
import { beginsWith, holds, openBook, search } from '../harness/list'
import { ADA, BEN, logOut, register } from '../harness/person'
import { SHELF } from '../harness/shelf'

const home = new Home()
const two = home.path('two.json')
const found = home.path('found.csv')
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await fillLibrary(app)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

/** Waits until the losses of the choice are known: nothing is written before. */
const looked = () => app.page.see('#export-losses[data-looked]')
const save = () => app.page.click('#export-run')

async function finish(books: string): Promise<void> {
  const { page } = app
  await page.says('#export-result', books)
  await page.click('#export-done')
  await page.gone('#export-dialog')
}

test('without a choice it is all books, and leaving the file dialog writes nothing', async () => {
  const { page } = app
  await page.click('#export')
  await page.see('#export-books-all:checked')
  expect(await page.shows('#export-books-selected')).toBe(false)
  expect(await page.shows('#export-books-shown')).toBe(false)
  await looked()
  await page.says('#export-losses', 'everything')
  await dismissFileDialog(app, save)
  await page.see('#export-run:focus')
  await page.keys(Key.ESCAPE)
  await page.gone('#export-dialog')
})

test('the list that a search shows is written, in its order, with its losses said before', async () => {
  const { page } = app
  await search(page, 'le guin', 3)
  await page.click('[data-sort=title] button')
  await beginsWith(page, ['A Wizard of Earthsea', 'The Left Hand of Darkness', 'The Dispossessed'])
  await page.click('#export')
  await page.see('#export-books-shown:checked')
  await page.says('#export-dialog', 'The list shown now: 3 books')
  await page.click('#export-goodreads')
  await looked()
  await app.shoot('export-shown')
  await chooseFile(app, save, found)
  await finish('3 books')
  const lines = readFileSync(found, 'utf8').trim().split('\n')
  expect(lines).toHaveLength(4)
  const at = ['A Wizard of Earthsea', 'The Left Hand of Darkness', 'The Dispossessed'].map((title) =>
    lines.findIndex((line) => line.includes(title)),
  )
  expect(at).toEqual([1, 2, 3])
})

test('what is selected is written, and nothing else', async () => {
  const { page } = app
  await page.click('[data-sort=title] button')
  await beginsWith(page, ['The Dispossessed', 'The Left Hand of Darkness', 'A Wizard of Earthsea'])
  await page.click('#search')
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
  await page.keys(' ', Key.ARROW_DOWN, ' ')
  await page.says('#bulk-count', '2 books selected')
  await page.click('#bulk-export')
  await page.see('#export-books-selected:checked')
  await page.says('#export-dialog', 'The 2 selected books')
  await page.says('#export-dialog', `All books: ${SHELF.length}`)
  await looked()
  await app.shoot('export-selected')
  await chooseFile(app, save, two)
  await finish('2 books')
})

test('and comes into an empty library as it was', async () => {
  const { page } = app
  await logOut(app)
  await page.clickNamed('Create a library')
  await register(app, BEN)
  await page.see('#empty')
  await page.click('#import')
  await chooseFile(app, () => page.click('#import-choose'), two)
  await page.says('#import-summary', '2 new')
  await page.click('#import-run')
  await page.see('#import-done')
  expect(await page.text('#import-rows-added')).toBe('2')
  expect(await page.text('#import-rows-problems')).toBe('0')
  await page.click('#import-done')
  await holds(page, 2)
  await openBook(page, 'The Left Hand of Darkness')
  for (const said of ['5 of 5', 'Hainish Cycle', 'Ace Books', 'Slow to begin with']) await page.says('#details', said)

  const again = home.path('again.json')
  await page.click('#export')
  await page.see('#export-books-all:checked')
  await looked()
  await chooseFile(app, save, again)
  await finish('2 books')
  expect(ofBooks(two)).toHaveLength(2)
  expect(ofBooks(again)).toEqual(ofBooks(two))
})

/** The books of such a file by their titles, without what is each library's own. */
function ofBooks(file: string): unknown[] {
  const { books } = JSON.parse(readFileSync(file, 'utf8')) as { books: Record<string, unknown>[] }
  const own = new Set(['id', 'changed', 'provenance'])
  return books
    .map((book) => JSON.parse(JSON.stringify(book, (key, value: unknown) => (own.has(key) ? undefined : value))) as object)
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
}
