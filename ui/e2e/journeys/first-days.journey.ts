import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, holds, openBook, search } from '../harness/list'
import { ADA, addBook, fillIn, logIn, logOut, register, save } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('somebody registers and finds empty shelves that invite', async () => {
  await app.page.screen('welcome')
  await app.page.fill('#register-name', ADA.name)
  await app.page.fill('#register-password', 'password1234')
  await app.page.see('#register-strength')
  await app.shoot('welcome')
  await register(app, ADA)
  await app.page.see('#empty')
  await app.shoot('empty-library')
})

test('adds two books and edits one', async () => {
  const { page } = app
  await addBook(app, 'Ursula K. Le Guin', {
    title: 'The Left Hand of Darkness',
    publisher: 'Ace',
    published: '1969-03',
    isbn: '978-0-441-47812-5',
    pages: '286',
  })
  await holds(page, 1)
  await addBook(app, 'Italo Calvino', { title: 'Invisible Cities', published: '1972' })
  await beginsWith(page, ['Invisible Cities', 'The Left Hand of Darkness'])

  await openBook(page, 'Invisible Cities')
  await page.click('#details-edit')
  await page.see('#editor')
  await fillIn(page, { subtitle: 'Le città invisibili', language: 'it' })
  await app.shoot('editor')
  await save(page)
  await page.says('#details', 'Le città invisibili')
  await app.shoot('book')
})

test('finds a book by title, person and ISBN, without its accents', async () => {
  const { page } = app
  await search(page, 'citta', 1)
  await beginsWith(page, ['Invisible Cities'])
  await search(page, 'le guin', 1)
  await beginsWith(page, ['The Left Hand of Darkness'])
  await search(page, '9780441478125', 1)
  await search(page, '0-441-47812-3', 1)
  await search(page, 'no such book', 0)
  await app.shoot('nothing-found')
  await search(page, '', 2)
})

test('moves a book to the trash and takes that back', async () => {
  const { page } = app
  await openBook(page, 'Invisible Cities')
  await page.click('#details-trash')
  await holds(page, 1)
  await page.says('[data-testid=toast]', 'Invisible Cities')
  await app.shoot('undo')
  await page.clickNamed('Undo')
  await holds(page, 2)

  await page.click('#nav-history')
  await page.screen('history')
  await page.says('#history-list', 'Added “Invisible Cities”')
  await app.shoot('history')
  await page.click('#nav-library')
})

test('logs out, logs in again and finds the books', async () => {
  const { page } = app
  await logOut(app)
  await app.shoot('log-in')
  await logIn(app, ADA)
  await search(page, 'invisible', 1)
  await openBook(page, 'Invisible Cities')
  await page.says('#details', 'Le città invisibili')
})

test('starts the app anew and finds them still', async () => {
  await app.stop()
  app = await App.start(home)
  await logIn(app, ADA)
  await beginsWith(app.page, ['Invisible Cities', 'The Left Hand of Darkness'])
  expect(app.said()).not.toMatch(/panicked|ERROR/)
})
