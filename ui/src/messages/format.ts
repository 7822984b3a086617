import type { Money, PartialDate, Stamp } from '../api/model'
import { digitsAfterPoint } from '../state/book/money'

/** The reader's own English where the system speaks one: dates differ between them. */
const locale = navigator.languages.find((language) => language.startsWith('en')) ?? 'en'

const numbers = new Intl.NumberFormat(locale)
const percents = new Intl.NumberFormat(locale, { style: 'percent' })
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const plainDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
const plainMonths = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' })
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })
const languages = new Intl.DisplayNames(locale, { type: 'language' })
const daysAndTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export const formatNumber = (value: number) => numbers.format(value)

/** A share of 1 in whole hundredths; it is all of it only when nothing is left. */
export const formatPercent = (part: number) => percents.format(part < 1 ? Math.min(part, 0.99) : part)

/** A length as hours and minutes: `7:45 h`. */
export function formatMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return hours === 0 ? `${formatNumber(rest)} min` : `${formatNumber(hours)}:${String(rest).padStart(2, '0')} h`
}

/** A date as exactly as it is known: nothing is added to it. */
export function formatPartialDate(date: PartialDate): string {
  const [, sign, year, month, day] = /^(-?)(\d+)(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? []
  if (year === undefined) return date
  if (month === undefined || sign === '-') return (sign === '-' ? '−' : '') + date.replace(/^-?0*/, '')
  const instant = new Date(`${year.padStart(4, '0')}-${month}-${day ?? '01'}T00:00:00Z`)
  return (day === undefined ? plainMonths : plainDays).format(instant)
}

/** The day of a stamp, in the reader's time zone unless the stamp itself is only a day. */
export function formatDay(stamp: Stamp): string {
  return stamp.includes('T') ? days.format(new Date(stamp)) : formatPartialDate(stamp)
}

export const formatMoment = (stamp: Stamp) => (stamp.includes('T') ? moments.format(new Date(stamp)) : formatDay(stamp))

export const formatDayAndTime = (stamp: Stamp) => daysAndTimes.format(new Date(stamp))

/** “today at 14:02”; a day longer ago by its date. */
export function formatLately(stamp: Stamp, now: number): string {
  const then = new Date(stamp)
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const yesterday = new Date(midnight).setDate(new Date(midnight).getDate() - 1)
  if (then.getTime() >= midnight) return `today at ${times.format(then)}`
  if (then.getTime() >= yesterday) return `yesterday at ${times.format(then)}`
  return `on ${daysAndTimes.format(then)}`
}

/** Seconds as minutes and seconds: `1:04`. */
export function formatSeconds(seconds: number): string {
  return `${formatNumber(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
}

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** “3 minutes ago”. */
export function formatAgo(stamp: Stamp, now: number): string {
  const seconds = (new Date(stamp).getTime() - now) / 1000
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit)
  }
  return relative.format(0, 'second')
}

export function formatMoney({ amount, currency }: Money): string {
  const digits = digitsAfterPoint(currency)
  const value = amount / 10 ** digits
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...shown }).format(value)
}

/** A language by its name, if it was given as a tag that this computer knows. */
export function formatLanguage(language: string): string {
  try {
    return languages.of(language) ?? language
  } catch {
    return language
  }
}

/** Room on a disk, in the steps of 1,024 that limits are set in. */
export function formatRoom(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), sizes.length - 1)
  const value = bytes / 1024 ** step
  const digits = value < 10 && step > 0 ? 1 : 0
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: sizes[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value)
}

export function formatSize(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), sizes.length - 1)
  const unit = sizes[step] ?? 'byte'
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value)
}
