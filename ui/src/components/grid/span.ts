/** What of a long list stands in the window. */
export interface Span {
  /** The first row drawn. */
  first: number
  /** The row after the last one drawn. */
  end: number
  /** The height of the whole list, in pixels. */
  height: number
  /** Where row `index` is drawn. */
  top(index: number): number
  /** Where to scroll for the list to begin at this pixel of its full height. */
  scrollTo(pixel: number): number
  /** The pixel of the full height at which the window begins. */
  pixel: number
}

export interface Sizes {
  total: number
  row: number
  viewport: number
  scrollTop: number
  /** Rows drawn beyond each edge. */
  beyond: number
}

/** Engines lay nothing out beyond some 33 million pixels. A longer list is scrolled through at a higher gear. */
const TALLEST = 16_000_000

export function spanOf({ total, row, viewport, scrollTop, beyond }: Sizes): Span {
  const full = total * row
  const height = Math.min(full, TALLEST)
  const gear = height > viewport ? (full - viewport) / (height - viewport) : 1
  const pixel = scrollTop * gear
  const shift = pixel - scrollTop
  return {
    first: Math.max(0, Math.floor(pixel / row) - beyond),
    end: Math.min(total, Math.ceil((pixel + viewport) / row) + beyond),
    height,
    pixel,
    top: (index) => index * row - shift,
    scrollTo: (to) => to / gear,
  }
}

/** Where the list has to begin for row `index` to be whole in the window; as it is, if it is already. */
export function revealing(index: number, { row, viewport }: Pick<Sizes, 'row' | 'viewport'>, pixel: number): number {
  const top = index * row
  if (top < pixel) return top
  return Math.max(pixel, top + row - viewport)
}
