import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, openBook, search } from '../harness/list'
import { ADA, addBook, fillIn, logIn, register, unlock } from '../harness/person'

/** Words that occur nowhere else: whatever file holds one has leaked. */
const MARKERS = {
  title: 'Quokkamarker Vexillum',
  notes: 'Zephyrmarker in the margin',
  draft: 'Ocelotmarker half typed',
  password: ADA.password,
}

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

/** Every file that the app, the web view or GTK has left in this journey's folders: data, home, cache, configuration, temporary. */
function files(folder = home.folder): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    return entry.isFile() ? [path] : []
  })
}

/** The files that hold a marker as UTF-8 or UTF-16, in any case: web views write both. */
function leaks(): string[] {
  return files().flatMap((path) => {
    const content = readFileSync(path)
    const texts = [content.toString('utf8').toLowerCase(), content.toString('utf16le').toLowerCase()]
    // An odd offset hides UTF-16 from a reader that begins at an even one.
    texts.push(content.subarray(1).toString('utf16le').toLowerCase())
    return Object.entries(MARKERS)
      .filter(([, marker]) => texts.some((text) => text.includes(marker.toLowerCase())))
      .map(([name]) => `${name} in ${path}`)
  })
}

function library(): string {
  const path = files(home.data).find((file) => file.endsWith('library.db'))
  if (!path) throw new Error(`there is no library in ${home.data}`)
  return path
}

test('a file that did hold a marker would be found, in either encoding and at any offset', () => {
  const canary = home.path('tmp/canary')
  for (const encoding of ['utf8', 'utf16le'] as const) {
    for (const before of ['', 'x']) {
      writeFileSync(canary, Buffer.concat([Buffer.from(before), Buffer.from(MARKERS.title.toUpperCase(), encoding)]))
      expect(leaks()).toEqual([`title in ${canary}`])
    }
  }
  rmSync(canary)
})

test('while a marked book is added, searched for, opened and edited, no file holds its marker', async () => {
  const { page } = app
  await addBook(app, 'Somebody', { title: MARKERS.title, notes: MARKERS.notes })
  await search(page, MARKERS.title, 1)
  await openBook(page, MARKERS.title)
  await page.says('#details', MARKERS.notes)
  // The web view keeps files of its own, so there is something to search in.
  expect(files().filter((path) => !path.startsWith(home.data)).length).toBeGreaterThan(0)
  expect(leaks()).toEqual([])
})

test('a half-typed book that is locked away leaves no marker, and comes back', async () => {
  const { page } = app
  await page.click('#add-book')
  await page.see('#editor')
  await fillIn(page, { title: MARKERS.draft })
  await page.control('l')
  await page.screen('locked')
  expect(leaks()).toEqual([])
  await unlock(app, ADA)
  await page.see('#editor')
  expect(await page.value('#book-title')).toBe(MARKERS.draft)
})

test('after the app has ended, no file holds a marker', async () => {
  await app.stop()
  expect(leaks()).toEqual([])
})

test('neither sqlite3 nor sqlcipher opens the library without its key', () => {
  const path = library()
  expect(readFileSync(path).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
  for (const program of ['sqlite3', 'sqlcipher']) {
    const { status, stdout, stderr } = spawnSync(program, ['-bail', path], {
      input: 'SELECT count(*) FROM sqlite_schema;',
      encoding: 'utf8',
    })
    expect(status, `${program}: ${stdout}`).not.toBe(0)
    expect(stderr).toMatch(/not a database|encrypted/)
  }
})

test('the app opens it with the password', async () => {
  app = await App.start(home)
  await logIn(app, ADA)
  await beginsWith(app.page, [MARKERS.title])
})
