import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { openBook } from '../harness/list'
import { ADA, addBook, chooseInAccountMenu, register, save, unlock } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await addBook(app, 'Ursula K. Le Guin', { title: 'The Left Hand of Darkness' })
  await openBook(app.page, 'The Left Hand of Darkness')
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('a quote that was begun outlives a lock, and is undone and edited', async () => {
  const { page } = app
  await page.click('#quote-add')
  await page.fill('#quote-text', 'Light is the left hand of darkness')
  await page.fill('#quote-place', 'p. 233')
  await page.control('l')
  await unlock(app, ADA)
  await openBook(page, 'The Left Hand of Darkness')
  await page.click('#quote-add')
  await page.see('#quote-dialog')
  expect(await page.value('#quote-text')).toBe('Light is the left hand of darkness')
  expect(await page.value('#quote-place')).toBe('p. 233')
  await page.click('#quote-save')
  await page.gone('#quote-dialog')
  await page.says('[data-quote] blockquote', 'Light is the left hand of darkness')

  await page.pressNamed('Remove the quote: Light is the left hand of darkness')
  await page.gone('[data-quote]')
  await page.clickNamed('Undo')
  await page.says('[data-quote] figcaption', 'p. 233')
})

test('a review is Markdown, and nothing in it becomes part of the page', async () => {
  const { page } = app
  await page.click('#details-edit')
  await page.see('#editor')
  await page.paste(
    '#book-review',
    'Slow, then **impossible** to put down.\nThe ice!\n\n> One long winter.\n\nAt the end ||Estraven dies||.\n\n<img src=x onerror="document.title=1"> [more](https://example.org/review)',
  )
  await save(page)
  await page.says('#part-review strong', 'impossible')
  await page.says('#part-review blockquote', 'One long winter.')
  await page.says('#part-review', '<img src=x')
  await page.says('#part-review', 'more (https://example.org/review)')
  expect(await page.texts('#part-review img, #part-review a')).toEqual([])
  expect(await page.text('#part-review')).not.toContain('Estraven')
  await page.click('#part-review .spoiler button')
  await page.says('#part-review', 'Estraven dies')
  await page.ask('document.getElementById("part-review").scrollIntoView()')
  await app.shoot('review-light')
  await chooseInAccountMenu(page, '#theme-dark')
  await page.keys(Key.ESCAPE)
  await app.shoot('review-dark')
})

test('a book that was changed elsewhere meanwhile keeps what was typed', async () => {
  const { page } = app
  await page.click('#quote-add')
  await page.fill('#quote-text', 'It is good to have an end to journey toward')
  // The same library, changed behind the form.
  await page.ask('document.getElementById("details-favourite").click()')
  await page.see('#details-favourite[aria-pressed=true]')
  await page.click('#quote-save')
  await page.says('#quote-dialog [role=alert]', 'changed meanwhile')
  expect(await page.value('#quote-text')).toContain('an end to journey')
  await page.click('#quote-save')
  await page.gone('#quote-dialog')
  await page.says('#part-quotes', 'an end to journey toward')
})
