import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { fillLibrary } from '../harness/library'
import { beginsWith, holds, openBook, search, titles } from '../harness/list'
import { ADA, addBook, register, save } from '../harness/person'
import { SHELF } from '../harness/shelf'

const home = new Home()
let app: App

const ROW = '[role=row][data-id]'

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await fillLibrary(app)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const names = () => app.page.texts(`${ROW} .text`)

test('an author is renamed once, and every book and the search follow', async () => {
  const { page } = app
  await page.click('#nav-people')
  await page.screen('people')
  await page.fill('#search', 'le guin')
  await page.says('#names-count', '1')
  await app.shoot('people')
  await page.clickHolding(ROW, 'Ursula K. Le Guin')
  await page.screen('name')
  await page.says('#name-title', 'Ursula K. Le Guin')
  await page.says('.roles', 'Author of 3 books')
  await holds(page, 3)
  await app.shoot('person')

  await page.click('#name-rename')
  await page.fill('#rename-name', 'Ursula Kroeber Le Guin')
  await page.fill('#rename-sortName', 'Le Guin, Ursula')
  await page.click('#rename-submit')
  await page.gone('#rename-dialog')
  await page.says('#name-title', 'Ursula Kroeber Le Guin')
  await page.says(`${ROW} .author`, 'Ursula Kroeber Le Guin')

  await page.click('#nav-library')
  await search(page, 'kroeber', 3)
  await openBook(page, 'The Dispossessed')
  await page.says('#details', 'Ursula Kroeber Le Guin')
  await page.control('z')
  await search(page, 'kroeber', 0)
  await search(page, '', SHELF.length)
})

test('two spellings of one person are merged, and that is undone as one step', async () => {
  const { page } = app
  await addBook(app, 'U. K. Le Guin', { title: 'The Word for World Is Forest' })
  await page.click('#nav-people')
  await page.fill('#search', 'guin')
  await page.says('#names-count', '2')
  await page.keys(Key.ENTER)
  await page.see(`${ROW}:focus`)
  await page.keys(' ', Key.ARROW_DOWN, ' ')
  await page.click('#names-merge')
  await page.see('#merge-names')
  await app.shoot('merge-people')
  await page.click('#merge-names-submit')
  await page.gone('#merge-names')
  await page.says('[data-testid=toast]', 'Undo')
  await page.says('#names-count', '1')
  expect(await names()).toEqual(['Ursula K. Le Guin'])
  await page.clickHolding(ROW, 'Le Guin')
  await holds(page, 4)

  await page.clickNamed('Undo')
  await holds(page, 3)
})

test('a tag that gets the name of another is merged into it', async () => {
  const { page } = app
  await page.click('#nav-tags')
  await page.screen('tags')
  await page.clickHolding(ROW, 'islands')
  await page.click('#name-rename')
  await page.fill('#rename-name', 'winter')
  await page.click('#rename-submit')
  await page.says('#rename-name-error', 'there already')
  await app.shoot('tag-taken')
  await page.click('#rename-merge')
  await page.says('#name-title', 'winter')
  await holds(page, 2)
  await beginsWith(page, ['The Left Hand of Darkness', 'The Summer Book'])
})

test('a series shows what is missing, and a missing book is added in its place', async () => {
  const { page } = app
  await page.click('#nav-series')
  await page.clickHolding(ROW, 'Hainish Cycle')
  await page.see('#series-order li[data-number="4"] .book')
  await page.says('#series-order li[data-number="5"]', 'Not in your library')
  await app.shoot('series')
  await page.clickNamed('Add number 5')
  await page.see('#editor')
  expect(await page.value('#book-series-0-name')).toBe('Hainish Cycle')
  expect(await page.value('#book-series-0-number')).toBe('5')
  await page.fill('#book-title', 'The Telling of Five')
  await save(page)
  await page.says('#series-order li[data-number="5"]', 'The Telling of Five')
  await page.click('#series-order li[data-number="5"] .book')
  await page.says('#details-title', 'The Telling of Five')
})

test('what is typed is completed from the names that are there', async () => {
  const { page } = app
  await page.click('#details-edit')
  await page.see('#editor')
  await page.clickNamed('Add a person')
  await page.fill('#book-contributors-0-name', 'tove')
  await page.says('[role=listbox]', 'Tove Jansson')
  await page.keys(Key.ARROW_DOWN)
  await app.shoot('suggestions')
  await page.keys(Key.ENTER)
  expect(await page.value('#book-contributors-0-name')).toBe('Tove Jansson')
  await page.see('#editor')
  await page.click('#editor-cancel')
  await page.click('#confirm-yes')
  await page.gone('#editor')
})

test('going back comes to where one was', async () => {
  const { page } = app
  await page.click('#nav-library')
  await search(page, 'dispossessed', 1)
  await openBook(page, 'The Dispossessed')
  await page.clickHolding('#details [role=link]', 'Hainish Cycle')
  await page.screen('name')
  await page.chord(Key.ALT, Key.ARROW_LEFT)
  await page.screen('library')
  expect(await page.value('#search')).toBe('dispossessed')
  expect(await titles(page)).toEqual(['The Dispossessed'])
  await page.says('#details-title', 'The Dispossessed')
})
