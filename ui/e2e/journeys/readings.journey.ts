import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { openBook } from '../harness/list'
import { ADA, addBook, chooseInAccountMenu, register } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await addBook(app, 'Ursula K. Le Guin', { title: 'The Left Hand of Darkness', pages: '300' })
  await openBook(app.page, 'The Left Hand of Darkness')
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const focused = () => app.page.ask<string>('return document.activeElement.id')

test('a reading begins in two clicks, on a day that is known only roughly', async () => {
  const { page } = app
  await page.click('#reading-start')
  await page.see('#reading-dialog')
  expect(await page.value('#reading-started')).toMatch(/^\d{4}-\d\d-\d\d$/)
  await page.fill('#reading-started', '2021-05')
  await app.shoot('reading-start')
  await page.click('#reading-save')
  await page.gone('#reading-dialog')
  await page.says('#details-status', 'Reading')
  await page.says('#readings', 'Since May 2021')
  // What was pressed is gone; the keyboard goes on beside it.
  expect(await focused()).toBe('reading-progress')
})

test('page 500 of 300 is asked about, and half of it is shown', async () => {
  const { page } = app
  await page.click('#reading-progress')
  await page.fill('#progress-value', '500')
  await page.keys(Key.ENTER)
  await page.says('#progress-value-ask', '300')
  await app.shoot('progress-doubt')
  await page.fill('#progress-value', '150')
  await page.gone('#progress-value-ask')
  await page.keys(Key.ENTER)
  await page.gone('#progress-dialog')
  await page.says('#reading-percent', '50%')
  await page.says('#part-reading', 'page 150')

  await page.click('#reading-progress')
  await page.fill('#progress-value', '301')
  await page.click('#progress-save')
  await page.click('#progress-value-keep')
  await page.gone('#progress-dialog')
  await page.says('#part-reading', 'page 301')
  await page.says('[data-reading] summary', 'Progress noted 2 times')
})

test('it pauses, goes on and ends, and is read again', async () => {
  const { page } = app
  await page.click('#reading-pause')
  await page.says('#details-status', 'Paused')
  await page.click('#reading-resume')
  await page.says('#details-status', 'Reading')

  await page.click('#reading-finish')
  await page.fill('#reading-finished', '2020')
  await page.click('#reading-save')
  await page.see('#reading-finished-ask')
  await page.fill('#reading-finished', '2021-06-03')
  await page.click('#reading-save')
  await page.gone('#reading-dialog')
  await page.says('#details-status', 'Read')
  await page.says('#readings', 'May 2021 – Jun 3, 2021')
  await app.shoot('reading-light')

  await page.click('#reading-start')
  await page.fill('#reading-started', '')
  await page.click('#reading-save')
  await page.gone('#reading-dialog')
  await page.says('#details-status', 'Reading')
  await page.says('#readings', 'Begun, date not known')
  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys(Key.ESCAPE)
  await app.shoot('reading-dark')
  await chooseInAccountMenu(page, '#theme-light')
  await page.keys(Key.ESCAPE)
})

test('a reading that is removed comes back with all its progress', async () => {
  const { page } = app
  await page.pressNamed('Remove the reading: May 2021 – Jun 3, 2021')
  await page.says('[data-testid=toast]', 'Removed the reading')
  expect(await page.texts('#readings > li')).toHaveLength(1)
  await page.clickNamed('Undo')
  await page.says('#readings', 'Jun 3, 2021')
  await page.says('#readings', 'Progress noted 2 times')
})

test('half stars are given with the keys, as one change', async () => {
  const { page } = app
  await page.ask('document.getElementById("details-rating").focus()')
  await page.keys(Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT, Key.ARROW_RIGHT)
  await page.see('#details-rating[aria-valuenow="2.5"]')
  expect(await focused()).toBe('details-rating')
  await page.chord(Key.SHIFT, Key.ARROW_RIGHT)
  await page.see('#details-rating[aria-valuenow="2.75"]')
  // Beside the details there is no room for the column.
  await page.click('#details-close')
  await page.see('[role=row][data-id] [aria-label="2.75 of 5 stars"]')
  await page.control('z')
  await page.gone('[role=row][data-id] [aria-label*="of 5 stars"]')

  await openBook(page, 'The Left Hand of Darkness')
  await page.ask('document.getElementById("details-rating").focus()')
  await page.keys(Key.END)
  await page.see('#details-rating[aria-valuenow="5"]')
  await page.keys('0')
  await page.see('#details-rating[aria-valuenow="0"]')
  await page.says('#details-rating + .text', 'Not rated')
  await page.click('#details-favourite')
  await page.see('#details-favourite[aria-pressed=true]')
})

test('a key in the list is enough', async () => {
  const { page } = app
  await page.click('#details-close')
  await page.gone('#details')
  await page.see('[role=row][data-id]:focus')
  await page.keys('p')
  await page.see('#progress-dialog')
  await page.keys('42', Key.ENTER)
  await page.gone('#progress-dialog')
  await page.see('[role=row][data-id]:focus')
  await page.keys('s')
  await page.see('#reading-dialog')
  await page.keys(Key.ENTER)
  await page.gone('#reading-dialog')
  await page.says('[role=row][data-id]', 'Read')
})

test('a book that was set to “reading” by hand can be finished, too', async () => {
  const { page } = app
  await openBook(page, 'The Left Hand of Darkness')
  await page.click('#details-status')
  await page.click('#details-status-reading')
  await page.says('#details-status', 'Reading')
  await page.click('#reading-finish')
  await page.ask('document.getElementById("reading-outcome-abandoned").click()')
  await page.click('#reading-save')
  await page.gone('#reading-dialog')
  await page.says('#details-status', 'Did not finish')
  expect(await page.texts('#readings > li')).toHaveLength(3)
  // What was given up can be taken up again.
  await page.click('#reading-resume')
  await page.says('#details-status', 'Reading')
  expect(await page.texts('#readings > li')).toHaveLength(3)

  await page.control('3')
  await page.screen('history')
  await page.says('#history-list', 'Finished “The Left Hand of Darkness”')
})
