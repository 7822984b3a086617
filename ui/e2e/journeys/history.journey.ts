import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, holds, openBook, titles } from '../harness/list'
import { ADA, addBook, fillIn, register, save } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await addBook(app, 'Susanna Clarke', { title: 'Piranesi' })
  await addBook(app, 'George Eliot', { title: 'Middlemarch' })
  await openBook(app.page, 'Piranesi')
  await app.page.click('#details-edit')
  await app.page.see('#editor')
  await fillIn(app.page, { publisher: 'Bloomsbury' })
  await save(app.page)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const alone = (sentence: string) => app.page.pressNamed(`Take back this change alone: ${sentence}`)

test('an old change is taken back by itself, and what came after it stays', async () => {
  const { page } = app
  await page.click('#nav-history')
  await page.says('#history-size', 'of at most 256 MB')
  await app.shoot('history-alone')
  await alone('Added “Middlemarch”')
  await page.says('#history-list', 'Took back: Added “Middlemarch”')
  await page.click('#nav-library')
  await holds(page, 1)
  await openBook(page, 'Piranesi')
  await page.says('#details', 'Bloomsbury')
  await page.control('z')
  await beginsWith(page, ['Middlemarch', 'Piranesi'])
})

test('what stands in the way is named, and nothing is changed', async () => {
  const { page } = app
  await page.click('#nav-history')
  await alone('Added “Piranesi”')
  await page.says('#in-the-way', 'Edited “Piranesi”')
  await app.shoot('in-the-way')
  await page.click('#in-the-way-close')
  await page.gone('#in-the-way')
  await page.click('#nav-library')
  expect(await titles(page)).toEqual(['Middlemarch', 'Piranesi'])
})

test('the room for the history is set, and the screen says so', async () => {
  const { page } = app
  await page.control(',')
  await page.see('#history-limit:enabled')
  await page.ask(
    `const select = document.querySelector('#history-limit')
     select.value = arguments[0]
     select.dispatchEvent(new Event('change', { bubbles: true }))`,
    String(16 * 1024 * 1024),
  )
  await page.says('#history-limit-hint', 'of at most 16 MB')
  await page.clickNamed('Close')
  await page.gone('#settings-dialog')
  await page.click('#nav-history')
  await page.says('#history-size', 'of at most 16 MB')
})
