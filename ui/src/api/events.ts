import { listen } from './transport'

/** After every commit, undo and redo, also by another process on the same library. */
export const onLibraryChanged = (heard: (version: number) => void) =>
  listen<number>('library-changed', ({ payload }) => heard(payload))

/** A session ended: timed out, locked, or its account was deactivated or deleted. */
export const onSessionEnded = (heard: (session: string) => void) =>
  listen<string>('session-ended', ({ payload }) => heard(payload))

/** An entry of the native menu was chosen. */
export const onMenu = (heard: (entry: string) => void) => listen<string>('menu', ({ payload }) => heard(payload))
