import * as books from '../../api/books'
import type { QueryProblem } from '../../api/model'
import { m } from '../../messages'
import { asSentence } from '../../messages/sentence'

type Ask = (text: string) => Promise<readonly QueryProblem[]>

/** What of a query is not understood. */
const problemsOf: Ask = async (text) => {
  const { problems } = await books.openList({
    text,
    status: null,
    place: 'library',
    within: null,
    sort: 'title',
    direction: 'ascending',
  })
  return problems
}

/**
 * What is missing of a query that somebody wants to keep. While it is typed, a last term without its value asks nothing, and without it the
 * query finds more than it says: all books, where it is the only one.
 */
export async function missingIn(text: string, ask: Ask = problemsOf): Promise<string | null> {
  if (!/[^\s()"-]/.test(text)) return m.shelves.queryNeeded
  const field = /([^\s:()"]*):[\s)]*$/.exec(text)?.[1]?.replace(/^-/, '')
  if (field !== undefined) return m.shelves.queryUnfinished(`${field}:`)
  // With a word behind it, the last term is not being typed any more: then it is said what it should be.
  const closed = text.split('"').length % 2 === 0 ? `${text}"` : text
  const [typed, ended] = await Promise.all([ask(text), ask(`${closed} x`)])
  const begun = ended.find(
    ({ from, to }) => from < text.length && to > from && !typed.some((known) => known.from === from),
  )
  return begun === undefined ? null : asSentence(begun.message)
}
