/** What a key can ask for, wherever the focus is. */
export type Command =
  | 'search'
  | 'addBook'
  | 'import'
  | 'export'
  | 'undo'
  | 'redo'
  | 'library'
  | 'people'
  | 'series'
  | 'publishers'
  | 'tags'
  | 'loans'
  | 'wishes'
  | 'duplicates'
  | 'trash'
  | 'history'
  | 'accounts'
  | 'lock'
  | 'logOut'
  | 'back'
  | 'settings'
  | 'shortcuts'

export interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** Where it was pressed. */
export interface Where {
  /** In a text field, whose own keys these are. */
  typing: boolean
  /** On a Mac, where Command is what Control is elsewhere. */
  mac: boolean
}

const CHORDS: Record<string, Command> = {
  f: 'search',
  n: 'addBook',
  i: 'import',
  e: 'export',
  l: 'lock',
  ',': 'settings',
  '1': 'library',
  '2': 'trash',
  '3': 'history',
  '4': 'accounts',
}

export function commandOf(pressed: Pressed, { typing, mac }: Where): Command | null {
  const { ctrlKey, metaKey, shiftKey, altKey } = pressed
  const key = pressed.key.toLowerCase()
  const [chord, other] = mac ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  const back = mac ? metaKey && key === '[' : altKey && key === 'arrowleft'
  if (back && !ctrlKey && !shiftKey && altKey !== mac) return 'back'
  if (altKey || other) return null
  if (!chord) {
    if (typing) return null
    if (key === '/') return 'search'
    return key === '?' ? 'shortcuts' : null
  }
  if (key === 'z') return typing ? null : shiftKey ? 'redo' : 'undo'
  if (key === 'y') return typing || shiftKey ? null : 'redo'
  return shiftKey ? null : (CHORDS[key] ?? null)
}

/** Whether keys pressed in this element are text. */
export function isTyping(element: Element | null): boolean {
  return (
    element !== null && element.matches('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]')
  )
}

export const onMac = () => /^Mac/.test(navigator.platform)
