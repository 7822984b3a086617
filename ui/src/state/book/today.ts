/** The day it is where the reader is, as a date is typed. */
export function today(now = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

const DAY = 86_400_000

/** The last day that a date can mean: `2024-02` ends on its 29th. Null for what is no date. */
function lastDay(date: string): number | null {
  const [, year, month, day] = /^(\d{1,4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? []
  if (year === undefined) return null
  // The day before the first of what comes next.
  const end = new Date(0)
  if (day !== undefined) end.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  else if (month !== undefined) end.setUTCFullYear(Number(year), Number(month), 0)
  else end.setUTCFullYear(Number(year), 11, 31)
  return end.getTime() / DAY
}

/** How many whole days lie between the end of `date` and `day`: below zero when it is still to come. */
export function daysSince(date: string, day: string): number | null {
  const [from, to] = [lastDay(date), lastDay(day)]
  return from === null || to === null ? null : to - from
}
