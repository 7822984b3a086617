import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { beginsWith, holds } from '../harness/list'
import { ADA, addBook, chooseInAccountMenu, logIn, logOut, register } from '../harness/person'
import { eventually } from '../harness/wait'

const home = new Home()
const RECOVERED = { name: ADA.name, password: 'seven lanterns on a slow river' }
const AFTER_LEAK = { name: ADA.name, password: 'copper kettle beyond the orchard' }
/** A new key means that the whole library is written anew. */
const KEY_PATIENCE = 60_000
let app: App
let code = ''

beforeAll(async () => {
  app = await App.start(home)
  await register(app, ADA)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

/** The group that the dialog asks for, the first being 0. */
async function asked(): Promise<number> {
  const label = await app.page.text('label[for=code-typed]')
  return Number(/\d+/.exec(label)?.[0]) - 1
}

async function refused(password: string): Promise<void> {
  const { page } = app
  await page.fill('#login-name', ADA.name)
  await page.fill('#login-password', password)
  await page.click('#login-submit')
  await page.see('#login-error', KEY_PATIENCE)
  await page.screen('logIn')
}

test('whoever has just registered is offered a recovery code, and may put it off', async () => {
  const { page } = app
  await page.says('#code-offer', 'If you forget your password')
  await page.click('#code-offer-later')
  await page.gone('#code-offer')
  await addBook(app, 'Italo Calvino', { title: 'Invisible Cities' })
  await holds(page, 1)
})

test('a code is shown once the password is typed', async () => {
  const { page } = app
  await chooseInAccountMenu(page, '#menu-settings')
  await page.says('#recovery-code-state', 'no recovery code')
  await page.click('#recovery-code-make')
  await page.fill('#code-password', 'not the password at all')
  await page.click('#code-make')
  await page.see('#code-password-error', KEY_PATIENCE)
  await page.fill('#code-password', ADA.password)
  await page.click('#code-make')
  await page.see('#recovery-code', KEY_PATIENCE)
  await app.shoot('recovery-code')
  code = await page.text('#recovery-code')
  expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
})

test('and holds once the right part of it is typed back', async () => {
  const { page } = app
  const groups = code.split('-')
  await page.click('#code-written')
  await page.gone('#recovery-code')
  const right = groups[await asked()] ?? ''
  await page.fill('#code-typed', right === '0000' ? '1111' : '0000')
  await page.click('#code-keep')
  await page.says('#code-typed-error', 'not that part')
  await page.click('#code-again')
  expect(await page.text('#recovery-code')).toBe(code)
  await page.click('#code-written')
  await page.fill('#code-typed', right.toLowerCase())
  await page.click('#code-keep')
  await page.gone('#recovery-code-dialog')
  await page.says('#recovery-code-state', 'You have a recovery code')
  await app.shoot('security')
  await page.clickNamed('Close')
  await page.gone('#settings-dialog')
})

test('it opens the library when the password is forgotten, and sets another one', async () => {
  const { page } = app
  await logOut(app)
  await page.fill('#login-name', ADA.name)
  await page.click('#forgotten')
  await page.screen('recover')
  expect(await page.value('#recover-name')).toBe(ADA.name)
  await page.fill('#recover-code', 'ABCD')
  await page.fill('#recover-password', RECOVERED.password)
  await page.click('#recover-submit')
  await page.says('#recover-code-error', '28')
  await app.shoot('recover')
  await page.fill('#recover-code', code.toLowerCase().replaceAll('-', ' '))
  await page.click('#recover-submit')
  await page.screen('library', KEY_PATIENCE)
  await beginsWith(page, ['Invisible Cities'])
})

test('the old password is refused, and the new one opens the library', async () => {
  await logOut(app)
  await refused(ADA.password)
  await logIn(app, RECOVERED)
  await beginsWith(app.page, ['Invisible Cities'])
})

test('after a leak there is a new password and key, and the code is to be made anew', async () => {
  const { page } = app
  await chooseInAccountMenu(page, '#menu-password')
  await page.click('#password-leaked')
  await page.see('#leaked-code')
  await page.fill('#leaked-current', RECOVERED.password)
  await page.fill('#leaked-password', AFTER_LEAK.password)
  await app.shoot('leaked')
  await page.click('#leaked-submit')
  await page.see('#code-offer', KEY_PATIENCE)
  await page.gone('#leaked-dialog')
  await page.says('#code-offer', 'ended with the old key')
  await beginsWith(page, ['Invisible Cities'])
  await chooseInAccountMenu(page, '#menu-settings')
  await page.says('#recovery-code-state', 'no recovery code')
  await page.clickNamed('Close')
})

test('neither the earlier password nor the earlier code opens it any more', async () => {
  const { page } = app
  await logOut(app)
  await refused(RECOVERED.password)
  await page.click('#forgotten')
  await page.fill('#recover-code', code)
  await page.fill('#recover-password', ADA.password)
  await page.click('#recover-submit')
  await page.see('#recover-error', KEY_PATIENCE)
  await page.click('#recover-back')
  await logIn(app, AFTER_LEAK)
  await beginsWith(page, ['Invisible Cities'])
})

test('too many wrong passwords have to wait, and the seconds are counted', async () => {
  const { page } = app
  await logOut(app)
  await page.fill('#login-name', ADA.name)
  await eventually(
    'another wrong password has to wait',
    async () => {
      await page.fill('#login-password', 'violet teapot over the stairs')
      await page.click('#login-submit')
      await page.see('#login-error, #login-wait', KEY_PATIENCE)
      return page.shows('#login-wait')
    },
    3 * KEY_PATIENCE,
  )
  await page.says('#login-wait', /try again in \d+:\d\d/)
  await page.see('#login-submit:disabled')
  await app.shoot('wait')
})
