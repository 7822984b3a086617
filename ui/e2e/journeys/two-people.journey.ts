import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, search } from '../harness/list'
import { ADA, addBook, BEN, logIn, logOut, register } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await addBook(app, 'Olga Tokarczuk', { title: 'Flights' })
  await beginsWith(app.page, ['Flights'])
  await logOut(app)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('a second person sees none of the first one’s books', async () => {
  const { page } = app
  await page.clickNamed('Create a library')
  await register(app, BEN)
  await page.see('#empty')
  await search(page, 'flights', 0)
  await page.fill('#search', '')
  await page.click('#nav-history')
  await page.screen('history')
  expect(await page.ask<string>('return document.body.innerText')).not.toContain('Flights')
  await page.click('#nav-library')
})

test('and is no administrator', async () => {
  const { page } = app
  expect(await page.shows('#nav-accounts')).toBe(false)
  await addBook(app, 'Georges Perec', { title: 'Species of Spaces' })
  await beginsWith(page, ['Species of Spaces'])
  await logOut(app)
})

test('the first person finds her own books, and only those', async () => {
  await logIn(app, ADA)
  await search(app.page, 'species', 0)
  await search(app.page, 'flights', 1)
})

test('the administrator deactivates the second account, which cannot log in until it is activated', async () => {
  const { page } = app
  await page.click('#nav-accounts')
  await page.screen('accounts')
  await page.see(`tr[data-account="${BEN.name}"]`)
  await app.shoot('accounts')
  expect(await page.ask<string>('return document.body.innerText')).not.toContain('Species')
  await page.clickNamed(`Deactivate ${BEN.name}`)
  await page.says(`tr[data-account="${BEN.name}"]`, 'Deactivated')
  await logOut(app)

  await page.fill('#login-name', BEN.name)
  await page.fill('#login-password', BEN.password)
  await page.click('#login-submit')
  await page.says('#login-error', 'deactivated')

  await logIn(app, ADA)
  await page.click('#nav-accounts')
  await page.clickNamed(`Activate ${BEN.name}`)
  await page.says(`tr[data-account="${BEN.name}"]`, 'Active')
  await logOut(app)
  await logIn(app, BEN)
  await beginsWith(page, ['Species of Spaces'])
})
