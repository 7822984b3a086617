import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, holds, search } from '../harness/list'
import { fillLibrary } from '../harness/library'
import { ADA, addBook, chooseInAccountMenu, register } from '../harness/person'
import { SHELF } from '../harness/shelf'

const home = new Home()
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

test('fields, comparisons and groups find what they say', async () => {
  const { page } = app
  await search(page, 'author:"le guin" rating:>=4.5', 2)
  await beginsWith(page, ['The Dispossessed', 'The Left Hand of Darkness'])
  await search(page, 'year:1968..1974 -author:calvino', 4)
  await search(page, '(solaris or kokoro) status:read', 2)
  await search(page, 'missing:rating', SHELF.filter(({ rating }) => rating === undefined).length)
  await search(page, '', SHELF.length)
})

test('what is begun is completed with Tab, and Enter is never taken away', async () => {
  const { page } = app
  await page.fill('#search', 'autho')
  await page.see('#search-offers')
  await page.keys(Key.TAB)
  expect(await page.value('#search')).toBe('author:')
  await page.keys('urs')
  await page.says('#search-offers', 'Ursula K. Le Guin')
  await app.shoot('search-offers')
  await page.keys(Key.ARROW_DOWN, Key.ENTER)
  await holds(page, 3)
  expect(await page.value('#search')).toMatch(/^author:.*Le Guin/)

  await page.fill('#search', 'solar')
  await holds(page, 1)
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
})

test('a value that cannot be is marked under the box, and the words are looked for', async () => {
  const { page } = app
  await search(page, 'rating:banana', 0)
  await page.says('#search-problems', 'banana')
  await page.says('#search-problems mark', 'banana')
  await app.shoot('search-problem')
  await page.click('#search-problems button')
  expect(await page.ask('return getSelection().toString() || (() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd) })()')).toBe('banana')
  // Still typing is no mistake.
  await search(page, 'solaris rating:', 1)
  await page.gone('#search-problems')
  await search(page, '3:10 to Yuma (', 0)
  await page.gone('#search-problems')
})

test('an example of the help is tried out with one press', async () => {
  const { page } = app
  await page.click('#search-help')
  await page.see('#search-help-dialog')
  await app.shoot('search-help')
  await page.clickNamed('status:reading')
  await page.gone('#search-help-dialog')
  await holds(page, 1)
  await beginsWith(page, ['Middlemarch'])
})

test('a search is kept as a smart shelf, which is live', async () => {
  const { page } = app
  await search(page, 'tag:islands or tag:sea', 1)
  await page.click('#save-search')
  await page.see('#shelf-dialog')
  await page.fill('#shelf-name', 'At sea')
  await page.keys(Key.ENTER)
  await page.says('#part-title', 'At sea')
  await page.says('#part-query', 'tag:islands or tag:sea')
  await holds(page, 1)

  await addBook(app, 'Herman Melville', { title: 'Moby-Dick' })
  await holds(page, 1)
  await page.click('#nav-library')
  await search(page, 'moby', 1)
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
  await page.keys(' ')
  await page.click('#bulk-tags')
  await page.fill('#bulk-add-tags', 'sea')
  await page.says('#bulk-plan', 'adds the tag “sea”')
  await page.click('#bulk-apply')
  await page.gone('#bulk-dialog')
  await page.says('[data-shelf="At sea"] .count', '2')
  await page.click('[data-shelf="At sea"]')
  await beginsWith(page, ['Moby-Dick', 'The Summer Book'])
  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys(Key.ESCAPE)
  await app.shoot('smart-shelf-dark')

  await page.click('#part-edit')
  await page.fill('#shelf-query', 'tag:sea')
  await page.click('#shelf-save')
  await holds(page, 1)
})
