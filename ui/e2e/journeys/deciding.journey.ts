import { writeFileSync } from 'node:fs'
import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile } from '../harness/file-dialog'
import { holds, openBook, search } from '../harness/list'
import { ADA, register, save } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await bring('first.csv', `${HEADER}1,Kim,R. Kipling,300,read\n2,Emma,J. Austen,400,read\n`)
  await app.page.click('#import-run')
  await app.page.click('#import-done')
  await holds(app.page, 2)
  await setPages('Kim', '310')
  await setPages('Emma', '410')
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const HEADER = 'Book Id,Title,Author,Number of Pages,Exclusive Shelf\n'

/** Brings a file as far as its preview. */
async function bring(name: string, content: string): Promise<void> {
  const { page } = app
  writeFileSync(home.path(name), content)
  await page.click('#import')
  await chooseFile(app, () => page.click('#import-choose'), home.path(name))
  await page.see('#import-run')
}

async function setPages(title: string, pages: string): Promise<void> {
  const { page } = app
  await openBook(page, title)
  await page.click('#details-edit')
  await page.see('#editor')
  await page.fill('#book-pages', pages)
  await save(page)
  await page.says('#details', pages)
}

/** What is said of a book beside the list. */
async function saidOf(title: string): Promise<string> {
  await openBook(app.page, title)
  return app.page.text('#details')
}

test('of what both changed, one is taken from the file and one is kept beside it', async () => {
  const { page } = app
  await bring('second.csv', `${HEADER}1,Kim,R. Kipling,305,read\n2,Emma,J. Austen,405,read\n3,Dune,F. Herbert,600,read\n`)
  await page.says('#import-summary', '1 new, 2 to decide')
  await page.select('#import-conflict-1-pages', 'take')
  await page.click('#import-rows [data-id="2"]')
  await page.select('#import-conflict-2-pages', 'both')
  await app.shoot('import-decided')
  await page.click('#import-run')
  await page.see('#import-done')
  expect([await page.text('#import-rows-added'), await page.text('#import-rows-updated')]).toEqual(['1', '2'])
})

test('the whole of it is undone from its report, and done again', async () => {
  const { page } = app
  await page.click('#import-undo')
  await page.says('#import-dialog', 'undone')
  await page.click('#import-done')
  await holds(page, 2)
  await page.says('#nav-library .count', /^2$/)
  const before = await saidOf('Kim')
  expect(before).toContain('310')
  expect(before).not.toContain('305')
  expect(await saidOf('Emma')).not.toContain('405')
  await page.control('y')
  await holds(page, 3)
})

test('what was taken is there, and what was kept stands in the notes', async () => {
  const kim = await saidOf('Kim')
  expect(kim).toContain('305')
  expect(kim).not.toContain('310')
  const emma = await saidOf('Emma')
  expect(emma).toContain('410')
  expect(emma).toContain('405')
})

const focusIsOn = (selector: string) => app.page.ask<boolean>('return document.activeElement.matches(arguments[0])', selector)

/** Goes there with the Tab key alone, as far as a dialog can hold. */
async function tabTo(selector: string): Promise<void> {
  await app.page.see(selector)
  for (let steps = 0; steps < 40; steps += 1) {
    if (await focusIsOn(selector)) return
    await app.page.keys(Key.TAB)
  }
  throw new Error(`${selector} was not reached with the keyboard`)
}

test('a table is given its meanings and brought with the keyboard alone', async () => {
  const { page } = app
  writeFileSync(home.path('mine.csv'), 'Werk;Wer;Regal\nDubliners;Joyce, James;oben\nExiles;Joyce, James;unten\n')
  await page.keys(Key.ESCAPE)
  await page.gone('#details')
  await page.control('i')
  await page.see('#import-choose:focus')
  await chooseFile(app, () => page.keys(Key.ENTER), home.path('mine.csv'))
  await tabTo('#import-column-0')
  await page.keys('Title')
  expect(await page.value('#import-column-0')).toBe('title')
  await tabTo('#import-column-1')
  await page.keys('Author')
  expect(await page.value('#import-column-1')).toBe('author')
  await tabTo('#import-map')
  await page.keys(Key.ENTER)
  await page.says('#import-summary', '2 new')
  await tabTo('#import-run')
  await page.keys(Key.ENTER)
  await page.see('#import-done')
  await tabTo('#import-done')
  await page.keys(Key.ENTER)
  await page.gone('#import-dialog')
  await holds(page, 5)
  await search(page, 'joyce', 2)
  expect(await saidOf('Exiles')).toContain('unten')
})
