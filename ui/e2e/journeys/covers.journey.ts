import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile } from '../harness/file-dialog'
import { openBook } from '../harness/list'
import { fillLibrary } from '../harness/library'
import { ADA, chooseInAccountMenu, register } from '../harness/person'
import { SHELF } from '../harness/shelf'
import { eventually } from '../harness/wait'

const PICTURE = join(import.meta.dirname, '../../../icons/icon.png')

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

/** Waits until every picture of that kind is drawn, and gives how many there are. */
const drawn = (selector: string) =>
  eventually(`${selector} is drawn`, () =>
    app.page.ask<number>(
      `const all = [...document.querySelectorAll(arguments[0])]; return all.every((one) => one.complete && one.naturalWidth > 0) && all.length`,
      selector,
    ),
  )

/** Gives the cover what a paste or a drop would. */
const give = (kind: 'paste' | 'drop', bytes: Buffer, type: string) =>
  app.page.ask(
    `const [kind, base64, type] = arguments;
     const data = new DataTransfer();
     data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], 'cover', { type }));
     const event = kind === 'paste'
       ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
       : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
     document.querySelector('#cover').dispatchEvent(event);`,
    kind,
    bytes.toString('base64'),
    type,
  )

test('a book without a picture has a binding of its own, and a picture takes its place', async () => {
  const { page } = app
  await openBook(page, 'Solaris')
  await page.see('#cover-made')
  await app.shoot('cover-made')
  await chooseFile(app, () => page.click('#cover-choose'), PICTURE)
  await page.see('#cover-enlarge')
  await drawn('#cover img')
  await page.click('#cover-enlarge')
  await page.says('#cover-full', '512 × 512')
  await drawn('#cover-full img')
  await app.shoot('cover-full')
  await page.keys(Key.ESCAPE)
  await page.gone('#cover-full')
})

test('what is no picture is refused beside the cover, and nothing is changed', async () => {
  const { page } = app
  writeFileSync(home.path('letter.png'), 'Dear Ada, this is no picture.')
  await chooseFile(app, () => page.click('#cover-choose'), home.path('letter.png'))
  await eventually('the refusal is read', async () => (await page.text('#cover-problem')).length > 20)
  await app.shoot('cover-refused')
  await page.see('#cover-enlarge')
  // The head of a picture and nothing after it.
  await give('paste', readFileSync(PICTURE).subarray(0, 200), 'image/png')
  await eventually('the refusal is read', async () => (await page.text('#cover-problem')).length > 20)
})

test('a cover is pasted and dropped, removed, and that is taken back', async () => {
  const { page } = app
  await openBook(page, 'Kokoro')
  await give('paste', readFileSync(PICTURE), 'image/png')
  await page.see('#cover-enlarge')
  await openBook(page, 'Flights')
  await page.see('#cover-made')
  await give('drop', readFileSync(PICTURE), 'image/png')
  await page.see('#cover-enlarge')
  await page.click('#cover-remove')
  await page.see('#cover-made')
  await page.clickNamed('Undo')
  await page.see('#cover-enlarge')
})

test('covers stand in a grid that is walked in two dimensions', async () => {
  const { page } = app
  await page.click('#details-close')
  await page.see('[role=row][data-id]:focus')
  await page.click('#layout-menu')
  await page.click('#layout-covers')
  await page.see('[role=gridcell][data-index]')
  expect(await drawn('[role=gridcell] img')).toBe(3)
  await chooseInAccountMenu(page, '#theme-light')
  await page.keys(Key.ESCAPE)
  await app.shoot('covers')

  await page.click('#search')
  await page.keys(Key.ENTER)
  await page.see('[role=gridcell]:focus')
  await page.keys(Key.HOME)
  await page.see('[data-index="0"]:focus')
  const across = Number(await page.attribute('[role=grid]', 'aria-colcount'))
  await page.keys(Key.ARROW_DOWN)
  await page.see(`[data-index="${across}"]:focus`)
  await page.keys(Key.ARROW_RIGHT, ' ')
  await page.see(`[data-index="${across + 1}"][aria-selected=true]`)
  await page.control('a')
  await page.says('#bulk-count', `${SHELF.length} books selected`)
  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys(Key.ESCAPE)
  await app.shoot('covers-selected-dark')
  await page.click('#bulk-clear')
  await page.click('#layout-menu')
  await page.click('#layout-thumbnails')
  await drawn('[role=row] img')
  await app.shoot('thumbnails-dark')
})
