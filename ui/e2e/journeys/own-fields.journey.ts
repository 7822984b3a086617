import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { fillLibrary } from '../harness/library'
import { beginsWith, holds, openBook, search } from '../harness/list'
import { ADA, chooseInAccountMenu, register, save } from '../harness/person'
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

const labels = () => app.page.texts('#own-fields .name')

test('fields of one’s own are made and put in order', async () => {
  const { page } = app
  await page.control(',')
  await page.see('#settings-dialog')
  await page.click('#field-add')
  await page.see('#field-dialog')
  await page.click('#field-save')
  await page.see('#field-name-error')
  await page.fill('#field-name', 'Shelfmark')
  await page.clickHolding('#field-dialog label', 'Number')
  await page.click('#field-save')
  await page.says('#own-fields', 'Shelfmark')
  await page.click('#field-add')
  await page.fill('#field-name', 'Mood')
  await page.clickHolding('#field-dialog label', 'Choice')
  await page.fill('#field-choices', 'bleak')
  await page.keys(Key.ENTER)
  await app.shoot('own-field')
  await page.click('#field-save')
  await page.says('#own-fields', 'Mood')

  await page.see('#field-add:focus')
  await page.chord(Key.SHIFT, Key.TAB, Key.TAB, Key.TAB)
  await page.chord(Key.ALT, Key.ARROW_UP)
  await page.says('#own-fields li:first-child', 'Mood')
  expect(await labels()).toEqual(['Mood', 'Shelfmark'])
  await app.shoot('settings')
  await page.keys(Key.ESCAPE)
  await page.gone('#settings-dialog')
})

/** Fills in a field of one's own of the book that is open. */
async function fillOwn(name: string, text: string) {
  const { page } = app
  const id = await page.ask<string>(
    `return [...document.querySelectorAll('#editor label')].find((label) => label.textContent.trim() === arguments[0])?.htmlFor`,
    name,
  )
  await page.fill(`#${id}`, text)
  return id
}

test('they are filled in like any other, and refused at their place', async () => {
  const { page } = app
  await openBook(page, 'Solaris')
  await page.click('#details-edit')
  await page.see('#editor')
  const id = await fillOwn('Shelfmark', 'twelve')
  await page.click('#editor-save')
  await page.see(`#${id}-error`)
  await fillOwn('Shelfmark', '12,5')
  await app.shoot('own-fields-editor')
  await save(page)
  await page.says('#details', '12.5')

  await openBook(page, 'Kokoro')
  await page.click('#details-edit')
  await page.see('#editor')
  await fillOwn('Shelfmark', '3')
  await page.click('#book-favourite')
  await save(page)
})

test('the list is sorted by them, and the search finds them', async () => {
  const { page } = app
  await page.click('#sort-menu')
  await page.clickNamed('Shelfmark')
  await beginsWith(page, ['Kokoro', 'Solaris'])
  await search(page, 'shelfmark:>10', 1)
  await beginsWith(page, ['Solaris'])
  await search(page, 'is:favourite', 1)
  await search(page, '', SHELF.length)
})

test('a field goes with its values, and comes back with them', async () => {
  const { page } = app
  await chooseInAccountMenu(page, '#menu-settings')
  await page.says('#own-fields li:nth-child(2)', '2 books')
  await page.pressNamed('Delete Shelfmark')
  await page.says('#confirm', '2 books lose their values')
  await page.click('#confirm-yes')
  await page.gone('#confirm')
  await page.keys(Key.ESCAPE)
  await page.gone('#settings-dialog')
  await page.control('z')
  await search(page, 'shelfmark:>10', 1)
  await holds(page, 1)
})
