import { spawn } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { App, Home } from '../harness/app'

const home = new Home()
let app: App

beforeAll(async () => {
  app = await App.start(home)
})

afterAll(async () => {
  await app.stop()
  home.remove()
})

test('a second start leaves at once, and the first window goes on', async () => {
  await app.page.screen('welcome')
  const bus = app.variable('DBUS_SESSION_BUS_ADDRESS')
  expect(bus).toBeDefined()
  const second = spawn(process.env.BOOKPLATE_BINARY ?? '', {
    env: { ...home.environment(), DBUS_SESSION_BUS_ADDRESS: bus },
    stdio: 'ignore',
  })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await app.page.screen('welcome')
})
