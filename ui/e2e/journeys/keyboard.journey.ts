import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, holds } from '../harness/list'
import { ADA } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const focused = () =>
  app.page.ask<string>('return document.activeElement.id || document.activeElement.getAttribute("role") || ""')

/** Whether what has the focus is marked so that one can see it. */
const marked = () =>
  app.page.ask<boolean>(
    `const { outlineStyle, boxShadow, borderColor } = getComputedStyle(document.activeElement);
     return document.activeElement.matches(':focus-visible') && (outlineStyle !== 'none' || boxShadow !== 'none' || borderColor !== '')`,
  )

test('everything from the welcome to an undone deletion goes without a mouse', async () => {
  const { page } = app
  await page.screen('welcome')
  expect(await focused()).toBe('register-name')
  await page.keys(ADA.name, Key.TAB, ADA.password, Key.ENTER)
  await page.screen('library', 60_000)

  await page.control('n')
  await page.see('#editor')
  expect(await focused()).toBe('book-title')
  expect(await marked()).toBe(true)
  await page.keys('Middlemarch')
  await page.control('s')
  await page.gone('#editor')
  await beginsWith(page, ['Middlemarch'])

  await page.control('n')
  await page.see('#editor')
  await page.keys('Austerlitz')
  await page.control(Key.ENTER)
  await page.gone('#editor')
  await beginsWith(page, ['Austerlitz', 'Middlemarch'])

  await page.control('f')
  await page.see('#search:focus')
  await page.keys('middle')
  await holds(page, 1)
  await page.keys(Key.ARROW_DOWN)
  await page.see('[role=row][data-id]:focus')
  expect(await marked()).toBe(true)
  await page.keys(Key.ENTER)
  await page.says('#details-title', 'Middlemarch')
  await page.keys(Key.ESCAPE)
  await page.gone('#details')

  await page.control('f')
  await page.see('#search:focus')
  await page.control('a')
  await page.keys(Key.BACK_SPACE)
  await holds(page, 2)
  await page.keys(Key.ARROW_DOWN)
  await page.see('[role=row][data-id]:focus')
  await page.keys(Key.DELETE)
  await holds(page, 1)
  await page.control('z')
  await holds(page, 2)

  await page.keys('?')
  await page.see('#shortcuts-dialog')
  await app.shoot('shortcuts')
  await page.keys(Key.ESCAPE)
  await page.gone('#shortcuts-dialog')
  await page.control('l')
  await page.screen('locked')
  expect(await focused()).toBe('unlock-password')
})
