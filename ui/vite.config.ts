import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

/**
 * Swaps the one module that talks to Tauri for a backend in memory, so that every screen can be looked at in a browser and tested without
 * the app. It exists in `--mode fake` and under test only: nothing in a normal build can import it.
 */
function fakeTransport(): Plugin {
  return {
    name: 'fake-transport',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      if (!id.endsWith('/transport')) return null
      const found = await this.resolve(id, importer, { ...options, skipSelf: true })
      return found?.id === source('api/transport.ts') ? source('api/fake/transport.ts') : null
    },
  }
}

export default defineConfig(({ mode }) => {
  const fake = mode === 'fake' || mode === 'test'
  return {
    plugins: [svelte(), ...(fake ? [fakeTransport()] : [])],
    build: {
      target: ['safari17.5', 'chrome123'],
      // The content security policy has `font-src 'self'`: nothing may be inlined as a data URL.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    clearScreen: false,
    server: { host: '127.0.0.1' },
    test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 20_000 },
  }
})
