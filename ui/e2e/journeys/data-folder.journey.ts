import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { App, Home } from '../harness/app'
import { logIn, ADA, register } from '../harness/person'

let home: Home
let app: App

afterEach(async () => {
  await app.stop()
  home.remove()
})

test('a data folder that cannot be made is named, and once that is put right the app goes on', async () => {
  home = new Home()
  // A file in its place: even root cannot make a folder there.
  writeFileSync(home.data, 'in the way')
  app = await App.start(home)
  const { page } = app
  await page.screen('problem')
  await page.says('#problem-folder', home.data)
  await app.shoot('problem')
  rmSync(home.data)
  await page.clickNamed('Try again')
  await page.screen('welcome')
})

for (const [what, spoil] of [
  ['truncated', (path: string) => truncateSync(path, 1000)],
  ['no database', (path: string) => writeFileSync(path, 'These are not accounts.'.repeat(1000))],
] as const) {
  test(`an accounts file that is ${what} is said, and left as it is`, async () => {
    home = new Home()
    app = await App.start(home)
    await register(app, ADA)
    await app.stop()
    const accounts = join(home.data, 'accounts.db')
    for (const log of ['-wal', '-shm']) rmSync(accounts + log, { force: true })
    const whole = readFileSync(accounts)
    spoil(accounts)
    const spoilt = readFileSync(accounts)
    app = await App.start(home)
    await app.page.screen('problem')
    expect(await app.page.text('#problem-message')).not.toBe('')
    expect(readFileSync(accounts).equals(spoilt)).toBe(true)

    writeFileSync(accounts, whole)
    await app.page.clickNamed('Try again')
    await logIn(app, ADA)
  })
}
