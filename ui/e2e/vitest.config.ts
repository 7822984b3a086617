import { defineConfig } from 'vitest/config'
import { PlainCount } from './harness/plain-count.ts'

// With a clean root (`cargo xtask test --package`) the installed program is driven instead of the freshly built one.
const installed = process.env.BOOKPLATE_CLEAN_ROOT !== undefined

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../node_modules/.vite-journeys',
  test: {
    include: [installed ? 'installed/*.journey.ts' : 'journeys/*.journey.ts'],
    globalSetup: 'harness/display.ts',
    setupFiles: 'harness/on-failure.ts',
    environment: 'node',
    // One window at a time: they share a display, and a window without the focus does not behave as it does for a person.
    fileParallelism: false,
    // Every wait in a journey has its own, shorter limit and says what it waited for; these only end what hangs.
    testTimeout: 300_000,
    hookTimeout: 180_000,
    reporters: ['default', new PlainCount()],
  },
})
