import { beforeEach, onTestFailed } from 'vitest'
import { App } from './app'

let failed = false

// The tests of a file are one journey: after a failure the next ones would only wait in vain for what never came.
beforeEach(({ skip }) => {
  if (failed) skip('an earlier part of this journey failed')
  onTestFailed(async ({ task }) => {
    failed = true
    const app = App.running
    if (!app) return
    await app.shoot(`failed ${task.name}`).catch((error: unknown) => console.error('no picture of the failure:', error))
    console.error(`the app said:\n${app.said()}`)
  })
})
