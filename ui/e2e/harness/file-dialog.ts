import { execFileSync } from 'node:child_process'
import type { App } from './app'
import { eventually } from './wait'

/**
 * Chooses `path` in the native file dialog that `open` brings up. The dialog belongs to GTK, not to the page: it is moved with the
 * keyboard, as a person can.
 */
export async function chooseFile(app: App, open: () => Promise<void>, path: string): Promise<void> {
  const dialog = await opened(app, open)
  await eventually('the native file dialog takes the path', async () => {
    // Ctrl+L brings the field for a path. A dialog that is still building itself up may miss a key: then all of it is typed again.
    xdotool(app, 'key', 'ctrl+l', 'ctrl+a')
    xdotool(app, 'type', '--delay', '12', path)
    xdotool(app, 'key', 'Return')
    return closes(app, dialog)
  })
}

/** Closes the native file dialog that `open` brings up without choosing. */
export async function dismissFileDialog(app: App, open: () => Promise<void>): Promise<void> {
  const dialog = await opened(app, open)
  await eventually('the native file dialog is left', async () => {
    xdotool(app, 'key', 'Escape')
    return closes(app, dialog)
  })
}

async function opened(app: App, open: () => Promise<void>): Promise<string> {
  const before = windowsOf(app)
  await open()
  const dialog = await eventually('the native file dialog is seen', () =>
    windowsOf(app).find((window) => !before.includes(window)),
  )
  await eventually('the native file dialog has the focus', () => {
    xdotool(app, 'windowactivate', dialog)
    return xdotool(app, 'getwindowfocus').trim() === dialog
  })
  return dialog
}

async function closes(app: App, dialog: string): Promise<boolean> {
  const gone = () => !windowsOf(app).includes(dialog)
  return eventually('the native file dialog closes', gone, 3_000).catch(() => false)
}

function windowsOf(app: App): string[] {
  return xdotool(app, 'search', '--onlyvisible', '--pid', String(app.pid())).split('\n').filter(Boolean)
}

function xdotool(app: App, ...words: string[]): string {
  try {
    return execFileSync('xdotool', words, {
      env: app.home.environment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    // It ends with 1 when it finds no window, or when the one that it was to find has just gone.
    if ((error as { status?: number }).status === 1) return ''
    throw error
  }
}
