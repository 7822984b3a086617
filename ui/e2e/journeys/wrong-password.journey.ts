import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { ADA, logIn, logOut, register } from '../harness/person'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
  await logOut(app)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

async function refusal(name: string, password: string): Promise<string> {
  const { page } = app
  await page.fill('#login-name', name)
  await page.fill('#login-password', password)
  await page.click('#login-submit')
  await page.see('#login-error')
  const said = await page.text('#login-error')
  await page.screen('logIn')
  return said
}

test('a wrong name and a wrong password are refused in the same words', async () => {
  const wrongPassword = await refusal(ADA.name, 'violet teapot over the stairs')
  await app.shoot('wrong-password')
  const wrongName = await refusal('Nobody', ADA.password)
  expect(wrongPassword).not.toBe('')
  expect(wrongName).toBe(wrongPassword)
})

test('the right password opens the library all the same', async () => {
  await logIn(app, ADA)
  await app.page.see('#empty')
})
