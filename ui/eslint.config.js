import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

/** Imports run one way: views → components, state → api. Types may be named from anywhere. */
const onlyFrom = (...patterns) => [
  'error',
  { patterns: patterns.map(([group, message]) => ({ group, message, allowTypeImports: true })) },
]

const tauri = [['@tauri-apps/*'], 'Only src/api talks to Tauri.']
const api = [['**/api/*'], 'Only src/state calls the backend.']
const views = [['**/views/*', '**/views/**'], 'Views stand on top: nothing imports them.']
const state = [['**/state/*'], 'A component takes data and gives events: it knows no state.']

export default defineConfig(
  { ignores: ['dist', 'src/api/types', 'e2e'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      // TypeScript itself finds what is not defined.
      'no-undef': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
    rules: {
      // `let { value = $bindable() } = $props()` is how Svelte writes it.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
      'svelte/button-has-type': 'error',
    },
  },
  {
    files: ['src/views/**', 'src/App.svelte'],
    rules: { '@typescript-eslint/no-restricted-imports': onlyFrom(tauri, api) },
  },
  {
    files: ['src/state/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': onlyFrom(tauri, views),
      // State says with `$state` what is shown; its other maps and sets are bookkeeping.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/components/**'],
    rules: { '@typescript-eslint/no-restricted-imports': onlyFrom(tauri, api, views, state) },
  },
)
