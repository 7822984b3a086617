import type { BookRow, Completion, Completions, QueryProblem } from '../model'
import { fold } from './rows'

type Test = (row: BookRow) => boolean

interface Understood {
  words: string
  tests: Test[]
  problems: QueryProblem[]
}

const TERM = /(-?)(status|rating|tag|author|pages|has|missing):("[^"]*"?|\S*)/giu
const STATUSES: Record<string, string> = {
  read: 'read',
  reading: 'reading',
  paused: 'paused',
  dnf: 'didNotFinish',
  want: 'wantToRead',
  'want to read': 'wantToRead',
}

/** A corner of the query language, enough to see what the search box does with it. */
export function understood(text: string): Understood {
  const tests: Test[] = []
  const problems: QueryProblem[] = []
  const words = text.replace(TERM, (_: string, minus: string, field: string, quoted: string, at: number) => {
    const value = quoted.replaceAll('"', '')
    const test = value === '' ? () => true : testOf(field.toLowerCase(), value)
    if (typeof test === 'string') {
      const from = at + minus.length + field.length + 1
      problems.push({ from, to: from + quoted.length, message: test })
      return value
    }
    tests.push(minus === '' ? test : (row) => !test(row))
    return ''
  })
  return { words, tests, problems }
}

/** What a term asks of a book, or what is wrong with it. */
function testOf(field: string, value: string): Test | string {
  if (field === 'status') {
    const status = STATUSES[value.toLowerCase()]
    return status ? (row) => row.status === status : `expected a status such as read, reading or want; found “${value}”`
  }
  if (field === 'rating' || field === 'pages') return numberTest(field, value)
  if (field === 'tag') return (row) => row.tags.some((tag) => fold(tag).startsWith(fold(value)))
  if (field === 'author') return (row) => fold(row.authors ?? '').includes(fold(value))
  const has = (row: BookRow) => value in row && ![null, false, ''].includes(row[value as keyof BookRow] as null)
  return field === 'has' ? has : (row) => !has(row)
}

function numberTest(field: 'rating' | 'pages', value: string): Test | string {
  const [, sign = '', number = ''] = /^(>=|<=|>|<|=)?(\d+(?:\.\d+)?)$/.exec(value) ?? []
  if (number === '') return `expected a number such as 4 or >=3.5; found “${value}”`
  const wanted = Number(number) * (field === 'rating' ? 4 : 1)
  return (row) => {
    const found = row[field]
    if (found === null) return false
    if (sign.startsWith('>')) return sign === '>' ? found > wanted : found >= wanted
    if (sign.startsWith('<')) return sign === '<' ? found < wanted : found <= wanted
    return found === wanted
  }
}

const FIELDS: Completion[] = [
  { insert: 'author:', label: 'author:', detail: 'Somebody who wrote it' },
  { insert: 'tag:', label: 'tag:', detail: 'A tag' },
  { insert: 'status:', label: 'status:', detail: 'Where you stand with it' },
  { insert: 'rating:', label: 'rating:', detail: 'Stars, 0 to 5' },
  { insert: 'year:', label: 'year:', detail: 'When it was published' },
  { insert: 'shelf:', label: 'shelf:', detail: 'A shelf' },
]

export function completed(text: string, cursor: number, rows: () => BookRow[]): Completions {
  const from = text.slice(0, cursor).search(/\S*$/)
  const typed = fold(text.slice(from, cursor))
  const field = FIELDS.find(({ insert }) => typed.startsWith(insert))?.insert
  const items = field ? values(field, rows()) : FIELDS
  const shown = items
    .filter(({ insert }) => typed !== '' && fold(insert).replace('"', '').startsWith(typed))
    .slice(0, 8)
  return { from, to: cursor, items: shown }
}

function values(field: string, rows: BookRow[]): Completion[] {
  if (field === 'status:') {
    return Object.keys(STATUSES).map((key) => ({ insert: `status:${quoted(key)} `, label: key, detail: null }))
  }
  const of = (row: BookRow) =>
    field === 'tag:' ? row.tags : field === 'author:' ? (row.authors?.split(', ') ?? []) : []
  const counts = new Map<string, number>()
  for (const name of rows.flatMap(of)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({
    insert: `${field}${quoted(name)} `,
    label: name,
    detail: `${count} books`,
  }))
}

const quoted = (name: string) => (/\s/.test(name) ? `"${name}"` : name)
