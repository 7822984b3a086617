import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith } from '../harness/list'
import { ADA, fillIn, register, save, unlock } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  // The page looks at the time every ten seconds and renews while somebody types: short enough to run out soon after the last key.
  app = await App.start(home, { environment: { BOOKPLATE_TOKEN_SECONDS: '15' } })
  await register(app, ADA)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

const typed = { title: 'The Book of Disquiet', publisher: 'Ática', notes: 'Begun on a train, in the rain.' }

test('a token that runs out under an open dialog brings the lock screen, and shows nothing', async () => {
  const { page } = app
  await page.click('#add-book')
  await page.see('#editor')
  await fillIn(page, typed)
  await page.screen('locked', 90_000)
  await page.gone('#editor')
  const shown = await page.ask<string>('return document.body.innerText')
  expect(shown).not.toContain(typed.title)
  await app.shoot('locked')
})

test('the password brings back all that was typed, and it can be saved', async () => {
  const { page } = app
  await unlock(app, ADA)
  await page.see('#editor')
  for (const [field, text] of Object.entries(typed)) expect(await page.value(`#book-${field}`), field).toBe(text)
  await app.shoot('unlocked')
  await save(page)
  await beginsWith(page, [typed.title])
})
