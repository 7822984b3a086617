import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, holds, search } from '../harness/list'
import { fillLibrary } from '../harness/library'
import { ADA, chooseInAccountMenu, register } from '../harness/person'
import { drag } from '../harness/pointer'
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

const selectedRows = () => app.page.ask<number>(`return document.querySelectorAll('[role=row][aria-selected=true]').length`)

test('a shelf is made, filled and put in order with the keyboard alone', async () => {
  const { page } = app
  await page.click('#add-shelf')
  await page.see('#shelf-dialog')
  await page.keys('By the bed', Key.ENTER)
  await page.says('#part-title', 'By the bed')
  await page.see('#empty-part')

  await page.click('#nav-library')
  await search(page, 'le guin', 3)
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
  await page.keys(' ', Key.ARROW_DOWN, ' ', Key.ARROW_DOWN, ' ')
  await page.says('#bulk-count', '3 books selected')
  await page.click('#bulk-shelves')
  await page.clickNamed('Put on “By the bed”')
  await page.says('[data-shelf="By the bed"] .count', '3')

  await page.click('[data-shelf="By the bed"]')
  await beginsWith(page, ['The Dispossessed', 'The Left Hand of Darkness', 'A Wizard of Earthsea'])
  await page.click('#search')
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
  await page.chord(Key.ALT, Key.ARROW_DOWN)
  await page.chord(Key.ALT, Key.ARROW_DOWN)
  await beginsWith(page, ['The Left Hand of Darkness', 'A Wizard of Earthsea', 'The Dispossessed'])
  expect(await page.ask('return document.activeElement.querySelector(".title")?.textContent.trim()')).toBe(
    'The Dispossessed',
  )
  await app.shoot('shelf')
  await page.control('z')
  await beginsWith(page, ['The Left Hand of Darkness', 'The Dispossessed', 'A Wizard of Earthsea'])
})

test('books are dragged on a shelf, and into another order there', async () => {
  const { page } = app
  await page.click('#nav-library')
  await search(page, 'solaris', 1)
  await drag(app, '[data-index="0"]', '[data-shelf="By the bed"]')
  await page.says('[data-shelf="By the bed"] .count', '4')
  await page.click('[data-shelf="By the bed"]')
  await beginsWith(page, ['The Left Hand of Darkness', 'The Dispossessed', 'A Wizard of Earthsea', 'Solaris'])
  await drag(app, '[data-index="0"]', '[data-index="2"]', 'end')
  await beginsWith(page, ['The Dispossessed', 'A Wizard of Earthsea', 'The Left Hand of Darkness', 'Solaris'])
})

test('a range is selected with Shift, all with Ctrl+A, and Escape lets go', async () => {
  const { page } = app
  await page.click('#nav-library')
  await search(page, '', SHELF.length)
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
  await page.chord(Key.SHIFT, Key.ARROW_DOWN, Key.ARROW_DOWN, Key.ARROW_DOWN)
  await page.says('#bulk-count', '4 books selected')
  expect(await selectedRows()).toBe(4)
  await page.control('a')
  await page.says('#bulk-count', `${SHELF.length} books selected`)
  await page.keys(Key.ESCAPE)
  await page.gone('#bulk')
  expect(await selectedRows()).toBe(0)
})

test('all of a result is edited at once, as one step that is undone', async () => {
  const { page } = app
  await page.control('a')
  await page.click('#bulk-edit')
  await page.see('#bulk-dialog')
  await page.click('#bulk-on-language')
  await page.fill('#bulk-language', 'en')
  await page.click('#bulk-on-published')
  await page.fill('#bulk-published', 'someday')
  await page.fill('#bulk-add-tags', 'inventory')
  await page.says('#bulk-plan', `In ${SHELF.length} books, this sets`)
  await page.click('#bulk-apply')
  await page.see('#bulk-published-error')
  await app.shoot('bulk-edit-refused')
  await page.click('#bulk-on-published')
  await app.shoot('bulk-edit')
  await page.click('#bulk-apply')
  await page.gone('#bulk-dialog')
  await page.says('[data-testid=toast]', `${SHELF.length} books changed`)
  await search(page, 'tag:inventory language:en', SHELF.length)
  await page.click('#nav-history')
  await page.says('#history-list', `Edited ${SHELF.length} books at once`)
  await page.click('#history-undo')
  await page.click('#nav-library')
  await search(page, 'tag:inventory', 0)
  await search(page, '', SHELF.length)
})

test('books go to the trash together, and come back from there together', async () => {
  const { page } = app
  await search(page, 'rating:5', SHELF.filter(({ rating }) => rating === 5).length)
  await page.keys(Key.ENTER)
  await page.see('[role=row][data-id]:focus')
  await page.control('a')
  await page.click('#bulk-trash')
  await page.gone('[role=grid]')
  await page.click('#nav-trash')
  await page.screen('trash')
  await page.click('#pick-all')
  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys(Key.ESCAPE)
  await app.shoot('trash-selected-dark')
  await page.click('#bulk-restore')
  await page.gone('[role=grid]')
  await page.click('#nav-library')
  await search(page, '', SHELF.length)
})

test('a shelf is exported from its menu', async () => {
  const { page } = app
  await page.click('[data-shelf="By the bed"]')
  await page.click('#part-menu')
  await page.click('#shelf-export')
  await page.see('#export-books-shown:checked')
  await page.says('#export-dialog', 'The shelf “By the bed”: 4 books')
  await page.keys(Key.ESCAPE)
  await page.gone('#export-dialog')
})

test('a shelf is renamed and deleted, and its books stay', async () => {
  const { page } = app
  await page.click('[data-shelf="By the bed"]')
  await page.click('#part-menu')
  await page.click('#shelf-edit')
  await page.fill('#shelf-name', 'Bedside')
  await page.keys(Key.ENTER)
  await page.says('#part-title', 'Bedside')
  await page.click('#part-menu')
  await page.click('#shelf-delete')
  await page.gone('[data-shelf]')
  await holds(page, SHELF.length)
  await page.says('[data-testid=toast]:last-child', 'Bedside')
  await page.clickHolding('[data-testid=toast]:last-child button', 'Undo')
  await page.see('[data-shelf="Bedside"]')
})
