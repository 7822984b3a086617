import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { chooseFile, dismissFileDialog } from '../harness/file-dialog'
import { holds, search, titles } from '../harness/list'
import { ADA, register } from '../harness/person'
import { eventually } from '../harness/wait'

const ROWS = 1000

const home = new Home()
const exported = home.path('goodreads_library_export.csv')
let app: App

beforeAll(async () => {
  const sample = process.env.GOODREADS_SAMPLE
  if (!sample) throw new Error('GOODREADS_SAMPLE is not set')
  execFileSync(sample, [String(ROWS), exported])
  app = await App.start(home)
  await register(app, ADA)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const choose = () => app.page.click('#import-choose')

test('a file dialog that is closed again changes nothing', async () => {
  const { page } = app
  await page.click('#import')
  await page.see('#import-dialog')
  await dismissFileDialog(app, choose)
  await page.see('#import-choose')
})

test('what is no list of books is refused in plain words', async () => {
  const { page } = app
  const refused: [string, () => void][] = [
    ['empty.csv', () => writeFileSync(home.path('empty.csv'), '')],
    ['binary.csv', () => writeFileSync(home.path('binary.csv'), readFileSync('/proc/self/exe').subarray(0, 10_000))],
    ['other.json', () => writeFileSync(home.path('other.json'), '{"rose": "red"}')],
  ]
  for (const [name, write] of refused) {
    write()
    await chooseFile(app, choose, home.path(name))
    await page.see('#import-error')
    expect((await page.text('#import-error')).length, name).toBeGreaterThan(20)
  }
  await app.shoot('import-refused')
})

test(`an export of ${ROWS} rows arrives whole`, async () => {
  const { page } = app
  await chooseFile(app, choose, exported)
  await page.see('#import-run', 120_000)
  await page.says('#import-recognised', 'Goodreads export')
  await page.says('#import-summary', `${ROWS.toLocaleString('en')} new`)
  await app.shoot('import-preview')
  await page.click('#import-run')
  await page.see('#import-done', 120_000)
  expect(await page.text('#import-rows-added')).toBe(ROWS.toLocaleString('en'))
  expect(await page.text('#import-rows-there')).toBe('0')
  await app.shoot('import-report')
  await page.click('#import-done')
  await holds(page, ROWS)
  await app.shoot('imported-library')
})

test('it is sorted by a click on a column, and back by another', async () => {
  const { page } = app
  const before = await titles(page)
  await page.click('[data-sort=author] button')
  await page.see('[data-sort=author][aria-sort=ascending]')
  await eventually('the list is in another order', async () => !same(await titles(page), before))
  const ascending = await titles(page)
  await page.click('[data-sort=author] button')
  await page.see('[data-sort=author][aria-sort=descending]')
  await eventually('the list is in another order', async () => !same(await titles(page), ascending))
  await page.click('[data-sort=title] button')
  await eventually('the list is as it was', async () => same(await titles(page), before))
})

test('a title is found as it is typed', async () => {
  const { page } = app
  const [title] = await titles(page)
  if (!title) throw new Error('the list is empty')
  await page.fill('#search', title)
  await eventually(`“${title}” is found`, async () => (await titles(page)).includes(title))
  expect((await page.attribute('[role=grid]', 'aria-rowcount')) ?? '').not.toBe(String(ROWS + 1))
  await search(page, '', ROWS)
})

test('the same file again brings nothing', async () => {
  const { page } = app
  await page.click('#import')
  await chooseFile(app, choose, exported)
  await page.see('#import-run', 120_000)
  await page.says('#import-summary', 'nothing new')
  await page.click('#import-run')
  await page.gone('#import-dialog')
})

test('the whole import is undone at once, and done again', async () => {
  const { page } = app
  await page.click('#nav-history')
  await page.screen('history')
  await page.click('#history-undo')
  await page.see('#history-list [data-state=undone]')
  await page.click('#history-redo')
  await page.gone('#history-list [data-state=undone]')
  await page.click('#nav-library')
  await holds(page, ROWS)
})

function same(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((title, at) => title === other[at])
}
