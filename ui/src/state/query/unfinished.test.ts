import { expect, it, vi } from 'vitest'
import type { QueryProblem } from '../../api/model'
import { missingIn } from './unfinished'

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' }))

/** As the library reads it: a status that is begun is no problem at the end, `banana` is one everywhere. */
const ask = async (text: string): Promise<QueryProblem[]> =>
  [...text.matchAll(/(?<=status:"?)[^\s"]+/g)].flatMap(({ 0: value, index }) => {
    const isLast = text.slice(index + value.length).trim() === ''
    const isWrong = value === 'banana' || (value === 're' && !isLast)
    return isWrong ? [{ from: index, to: index + value.length, message: 'expected a status' }] : []
  })

const missing = (text: string) => missingIn(text, ask)

it('a field without a value is unfinished, alone or behind something else', async () => {
  expect(await missing('rating:')).toContain('“rating:”')
  expect(await missing('status:read (-year: ) ')).toContain('“year:”')
  expect(await missing('#signed:')).toContain('“#signed:”')
})

it('a query of signs alone asks nothing', async () => {
  expect(await missing('( )')).not.toBeNull()
  expect(await missing(' - ')).not.toBeNull()
})

it('a value that is only begun is unfinished, in the words of the backend', async () => {
  expect(await missing('dragons status:re')).toBe('Expected a status.')
  expect(await missing('status:"re')).toBe('Expected a status.')
})

it('what is finished or looked for as words can be kept', async () => {
  for (const text of ['dragons', 'status:read', 'dune: messiah', '"rating:"', 'status:banana'])
    expect(await missing(text)).toBeNull()
})
