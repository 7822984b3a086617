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
  await addBook(app, 'Italo Calvino', { title: 'Invisible Cities' })
  await addBook(app, 'Tove Jansson', { title: 'The Summer Book' })
  await addBook(app, 'Primo Levi', { title: 'The Periodic Table' })
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('a book is lent, and the list of loans says how long it has been due', async () => {
  const { page } = app
  await openBook(page, 'The Summer Book')
  await page.click('#loan-add')
  await page.click('#loan-save')
  await page.see('#loan-person-error')
  await page.fill('#loan-person', 'Grace')
  await page.fill('#loan-since', '2024-03-02')
  await page.fill('#loan-due', '2024-02-01')
  await page.click('#loan-save')
  await page.see('#loan-due-ask')
  await app.shoot('loan-doubt')
  await page.fill('#loan-due', '2024-04-01')
  await page.click('#loan-save')
  await page.gone('#loan-dialog')
  await page.says('#part-owning', 'Lent to Grace')
  await page.says('#part-owning', /\d+ days overdue/)

  await openBook(page, 'Invisible Cities')
  await page.keys('l')
  await page.see('#loan-dialog')
  await page.fill('#loan-person', 'Noor')
  await page.click('#loan-save')
  await page.gone('#loan-dialog')

  await page.click('#nav-loans')
  await page.screen('loans')
  await page.says('#loans-count', '2 books are out')
  await page.says('#loans-count', '1 overdue')
  await page.says('#nav-loans', 'Overdue: 1')
  const rows = await page.texts('[role=row][data-id]')
  expect(rows[0]).toContain('The Summer Book')
  expect(rows[0]).toMatch(/days overdue/)
  await app.shoot('loans-light')
})

test('what came back before it was lent is asked about', async () => {
  const { page } = app
  await page.clickHolding('[role=row][data-id] button', 'Got it back')
  await page.see('#loan-dialog')
  await page.fill('#loan-returned', '2023')
  await page.keys(Key.ENTER)
  await page.see('#loan-returned-ask')
  await page.fill('#loan-returned', '2024-05')
  await page.keys(Key.ENTER)
  await page.gone('#loan-dialog')
  await page.says('#loans-count', '1 book is out')
  await page.gone('#loans-count .overdue')
  // WebDriver does not click what lies under its own label.
  await page.ask('document.getElementById("loans-view-back").click()')
  await page.says('[role=row][data-id]', 'May 2024')
  await page.control('z')
  await page.ask('document.getElementById("loans-view-out").click()')
  await page.says('#loans-count', '2 books are out')
  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys(Key.ESCAPE)
  await app.shoot('loans-dark')
})

test('a wish costs something, counts, and becomes a copy', async () => {
  const { page } = app
  await page.click('#nav-library')
  await wish('The Periodic Table', 'high', '18.50')
  await wish('Invisible Cities', 'low', '11,50')
  await wish('The Summer Book', 'normal', '')
  await page.click('#nav-wishes')
  await page.screen('wishes')
  await page.says('#wish-totals [data-currency=EUR]', '€30.00')
  await page.says('#wish-unpriced', '1 without a price')
  await app.shoot('wishes-dark')
  await chooseInAccountMenu(page, '#theme-light')
  await page.keys(Key.ESCAPE)
  await app.shoot('wishes-light')
  expect((await page.texts('[role=row][data-id] .title'))[0]).toBe('The Periodic Table')

  await page.ask('document.querySelector("[role=row][data-id][tabindex=\\"0\\"]").focus()')
  await page.keys('3')
  await page.see('[role=row][data-id] select.low')
  await page.keys('1')
  await page.see('[role=row][data-id] select.high')
  await page.keys('b')
  await page.see('#copy-dialog')
  expect(await page.value('#copy-price-amount')).toBe('18.50')
  await page.fill('#copy-location', 'Hall')
  await app.shoot('bought')
  await page.click('#copy-save')
  await page.gone('#copy-dialog')
  await page.says('#wish-totals [data-currency=EUR]', '€11.50')

  await page.click('#nav-library')
  await openBook(page, 'The Periodic Table')
  await page.says('#part-owning', 'Hall')
  await page.says('#part-owning', '€18.50')
  await app.shoot('copy-light')
  await page.control('z')
  await page.says('#part-owning', 'On the wish list')
})

async function wish(title: string, priority: string, price: string): Promise<void> {
  const { page } = app
  await openBook(page, title)
  await page.click('#wish-add')
  await page.see('#wish-dialog')
  await page.ask(`document.getElementById("wish-priority-${priority}").click()`)
  await page.fill('#wish-price-amount', price)
  await page.fill('#wish-price-currency', price === '' ? '' : 'EUR')
  await page.click('#wish-save')
  await page.gone('#wish-dialog')
  await page.see('#wish-buy')
}
