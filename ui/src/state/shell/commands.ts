import type { Shelf } from '../../api/model'
import { m } from '../../messages'
import { redo, undo } from '../book/actions'
import { editor } from '../book/editing'
import { bookExport } from '../exports/export.svelte'
import { bookImport } from '../imports/import.svelte'
import { session } from '../session/session.svelte'
import { attempt } from './attempt'
import type { Command } from './keys'
import { toasts } from './toasts.svelte'
import { workspace } from './workspace.svelte'

/** Does what a key, a menu entry or a button asks for. */
export function run(command: Command) {
  switch (command) {
    case 'search':
      return focusSearch()
    case 'addBook':
      return editor.add()
    case 'import':
      return openImport()
    case 'export':
      return openExport()
    case 'undo':
      return void undo()
    case 'redo':
      return void redo()
    case 'accounts':
      if (session.account?.role === 'administrator') return workspace.go('accounts')
      return toasts.show(m.accounts.notYours)
    case 'library':
    case 'people':
    case 'series':
    case 'publishers':
    case 'tags':
    case 'loans':
    case 'wishes':
    case 'duplicates':
    case 'trash':
    case 'history':
      return workspace.go(command)
    case 'back':
      return workspace.back()
    case 'lock':
      return void attempt(() => session.lock())
    case 'logOut':
      return void attempt(() => session.logOut())
    case 'settings':
    case 'shortcuts':
      workspace.panel = command
  }
}

/** An entry of the native menu: it waits while a dialog is open, but for leaving. */
export function menuChosen(entry: string) {
  const leaving = entry === 'lock' || entry === 'logOut'
  if (leaving || !dialogOpen()) run(entry as Command)
}

/** Whether something is open that has to be answered first. */
export const dialogOpen = () => document.querySelector('dialog[open]') !== null

export function openImport() {
  if (bookImport.step.at !== 'running' && bookImport.step.at !== 'planning') bookImport.reset()
  workspace.panel = 'import'
}

export function openExport() {
  if (bookExport.step.at !== 'running') bookExport.reset()
  workspace.panel = 'export'
}

/** Exports a shelf from its own menu. */
export async function openExportOf(shelf: Shelf) {
  if (bookExport.step.at === 'running') workspace.panel = 'export'
  else if (await attempt(() => bookExport.takeShelf(shelf))) workspace.panel = 'export'
}

function focusSearch() {
  if (document.querySelector('#search') === null) workspace.go('library')
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLInputElement>('#search')
    field?.focus()
    field?.select()
  })
}
