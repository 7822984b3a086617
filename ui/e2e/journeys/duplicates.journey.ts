import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { fillLibrary } from '../harness/library'
import { holds, openBook, search } from '../harness/list'
import { ADA, addBook, register } from '../harness/person'
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

test('a library without doubles says so', async () => {
  const { page } = app
  await page.click('#nav-duplicates')
  await page.screen('duplicates')
  await page.see('#no-duplicates')
  await page.click('#nav-library')
})

test('two of one book are found and made one, with all that both had', async () => {
  const { page } = app
  await addBook(app, 'Stanisław Lem', {
    title: 'SOLARIS',
    publisher: 'Faber',
    isbn: '9780571311576',
    notes: 'Found in Kraków.',
  })
  await holds(page, SHELF.length + 1)
  await page.click('#nav-duplicates')
  await page.see('article[data-likeness=titleAndPeople]')
  await page.says('article', 'Found in Kraków.')
  await app.shoot('duplicates')
  await page.click('article [data-act=merge]')
  await page.see('#merge-form')
  await page.says('#merge-along', '1 reading')
  await page.click('#merge-publisher-1')
  await app.shoot('merge-books')
  await page.click('#merge-submit')
  await page.gone('#merge-dialog')
  await page.see('#no-duplicates')

  await page.click('#nav-library')
  await holds(page, SHELF.length)
  await search(page, 'solaris', 1)
  await openBook(page, 'Solaris')
  for (const kept of ['Faber', 'Found in Kraków.', '2015', '9780571311576', '9780156027601']) {
    await page.says('#details', kept)
  }
  await search(page, '', SHELF.length)
})

test('the merge is undone as one step, and the two can be kept apart', async () => {
  const { page } = app
  await page.click('#nav-duplicates')
  await page.see('#no-duplicates')
  await page.control('z')
  await page.see('article[data-likeness=titleAndPeople]')
  await page.click('article [data-act=apart]')
  await page.see('#no-duplicates')
  await page.click('#nav-library')
  await search(page, 'solaris', 2)
  expect(app.said()).not.toMatch(/panicked/)
})
