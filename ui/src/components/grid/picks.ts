/** What a list knows of the rows that are selected in it. */
export interface Picks {
  has(id: string): boolean
  /** Whether all rows are selected, for the box above them. */
  all: boolean | 'mixed'
  allLabel: string
  /** Row `index` was pressed plainly, added or taken out, or reached from the rows selected before; the focus was at `from`. */
  onpick(index: number, how: HowPicked, from: number): void
  /** All of them; none, when all are. Absent where not all can be selected at once. */
  onall?(): void
}

export type HowPicked = 'press' | 'toggle' | 'range'

export function howPicked(event: MouseEvent): HowPicked {
  if (event.shiftKey) return 'range'
  const onBox = event.target instanceof Element && event.target.closest('.pick') !== null
  return onBox || event.ctrlKey || event.metaKey ? 'toggle' : 'press'
}
