import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith } from '../harness/list'
import { ADA, addBook, logIn, logOut, register } from '../harness/person'

const root = process.env.BOOKPLATE_CLEAN_ROOT
const home = new Home()
let app: App

beforeAll(async () => {
  if (root === undefined) throw new Error('BOOKPLATE_CLEAN_ROOT is not set')
  app = await App.startInstalled(home, root)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('the installed app opens on its welcome', async () => {
  await app.page.screen('welcome')
  await app.shoot('installed')
})

test('it registers, keeps a book, logs out and shows the log-in screen', async () => {
  await register(app, ADA)
  await addBook(app, 'Robert Walser', { title: 'The Walk' })
  await beginsWith(app.page, ['The Walk'])
  await logOut(app)
  await app.shoot('installed-log-in')
  await logIn(app, ADA)
  await beginsWith(app.page, ['The Walk'])
  expect(app.said()).not.toMatch(/panicked/)
})
