import type { Pressed } from '../shell/keys'

/** What a single key does to the book that is focused in a list or open beside it. */
export type BookCommand = 'edit' | 'trash' | 'read' | 'progress' | 'favourite' | 'lend' | 'wish' | 'quote'

const KEYS: Record<string, BookCommand> = {
  e: 'edit',
  Delete: 'trash',
  s: 'read',
  p: 'progress',
  f: 'favourite',
  l: 'lend',
  w: 'wish',
  q: 'quote',
}

export function bookCommandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): BookCommand | null {
  return ctrlKey || metaKey || altKey || shiftKey ? null : (KEYS[key] ?? null)
}
