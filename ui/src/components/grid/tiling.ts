/** How tiles stand in a window of some width. */
export interface Tiling {
  /** Tiles beside one another; at least one. */
  across: number
  /** How wide each is, in pixels: whole ones, so that edges stay sharp. */
  width: number
}

/** As many tiles of at least `least` pixels as fit, with `gap` pixels between them; they share what is left over. */
export function tilingOf(width: number, least: number, gap: number): Tiling {
  const across = Math.max(1, Math.floor((width + gap) / (least + gap)))
  return { across, width: Math.max(0, Math.floor((width - (across - 1) * gap) / across)) }
}

/** Where a key leads from tile `from`; undefined for a key that does not move. */
export function reached(
  key: string,
  from: number,
  { total, across, page }: { total: number; across: number; page: number },
): number | undefined {
  const last = total - 1
  /** A row up or down, in the same column; a shorter last row is entered at its end. */
  const rows = (by: number) => {
    const to = from + by * across
    if (to < 0) return from % across
    if (to <= last) return to
    return Math.floor(last / across) > Math.floor(from / across) ? last : from
  }
  const to = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: rows(1),
    ArrowUp: from < across ? from : rows(-1),
    PageDown: rows(page),
    PageUp: rows(-page),
    Home: 0,
    End: last,
  }[key]
  return to === undefined ? undefined : Math.max(0, Math.min(to, last))
}
