import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, openBook } from '../harness/list'
import { ADA, fillIn, register, save } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('a name or a password that will not do is refused at its field, and nobody is registered', async () => {
  const { page } = app
  await page.screen('welcome')
  await page.fill('#register-name', '   ')
  await page.fill('#register-password', 'short')
  await page.click('#register-submit')
  await page.see('#register-name[aria-invalid=true]')
  await page.fill('#register-name', ADA.name)
  await page.paste('#register-password', 'x'.repeat(1_000_000))
  await page.click('#register-submit')
  await page.see('#register-password[aria-invalid=true]')
  expect(await page.shows('html[data-screen=welcome]')).toBe(true)
  await register(app, ADA)
})

test('what cannot be kept is said at its field, and what was typed stays', async () => {
  const { page } = app
  await page.click('#add-book')
  await page.see('#editor')
  await page.click('#editor-save')
  await page.see('#book-title-error')
  await fillIn(page, { title: 'Dates and Prices', published: '2023-02-30' })
  await page.fill('#book-price-amount', '-5')
  await page.fill('#book-price-currency', 'EUR')
  await page.click('#editor-save')
  await page.see('#book-published-error')
  await page.see('#book-price-amount-error')
  await app.shoot('refused-fields')
  expect(await page.value('#book-title')).toBe('Dates and Prices')
  await fillIn(page, { published: '2023-02-28' })
  await page.fill('#book-price-amount', '5')
  await save(page)
  await beginsWith(page, ['Dates and Prices'])
})

test('an ISBN that does not add up is kept as it was typed, under other identifiers', async () => {
  const { page } = app
  await page.click('#add-book')
  await page.see('#editor')
  await fillIn(page, { title: 'A Wrong Digit', isbn: '978-0-441-47812-6' })
  // It is looked at when the field is left: half an ISBN is not a wrong one.
  await page.keys(Key.TAB)
  await page.says('#book-isbn-hint', 'other identifiers')
  await save(page)
  await openBook(page, 'A Wrong Digit')
  await page.says('#details', '978-0-441-47812-6')
})

test('a title of 100,000 characters is kept, and the list goes on scrolling', async () => {
  const { page } = app
  const title = 'Long '.repeat(20_000).trim()
  await page.click('#add-book')
  await page.see('#editor')
  await page.paste('#book-title', title)
  await save(page)
  await page.see('[role=grid][aria-rowcount="4"]')
  await openBook(page, 'Long Long')
  await page.click('#details-edit')
  await page.see('#editor')
  expect((await page.value('#book-title')).length).toBe(title.length)
  await page.click('#editor-cancel')
  await page.gone('#editor')
})
