/** How a cover is bound that is made up: the same book always gets the same one. */
export interface Binding {
  /** One of the cloths of the tokens, from 1. */
  cloth: number
  stamp: 'frame' | 'label' | 'bands'
}

const CLOTHS = 8
const STAMPS = ['frame', 'label', 'bands'] as const

/** FNV-1a (Fowler, Noll, Vo): short, and neighbouring titles come out far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text.slice(0, 400)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

export function bindingOf(title: string, author: string): Binding {
  const hash = hashOf(`${title}\n${author}`)
  return { cloth: (hash % CLOTHS) + 1, stamp: STAMPS[Math.floor(hash / CLOTHS) % STAMPS.length] ?? 'frame' }
}

/** What stands for a title where there is room for one letter: the first that is one. */
export const initialOf = (title: string) => /[\p{L}\p{N}]\p{M}*/u.exec(title)?.[0].toLocaleUpperCase() ?? ''

/** Titles set in smaller type, the longer they are: CJK letters are twice as wide. */
export function sizeOf(title: string): 'short' | 'middling' | 'long' {
  const width = [...title.slice(0, 80)].reduce(
    (sum, letter) => sum + (/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  )
  const longest = Math.max(
    ...title
      .slice(0, 200)
      .split(/\s+/)
      .map((word) => word.length),
  )
  if (width > 48 || longest > 14) return 'long'
  return width > 20 || longest > 9 ? 'middling' : 'short'
}
