import { m } from '../../messages'
import { asSentence } from '../../messages/sentence'
import { failedWith } from '../../state/account/accounts'

/** Why somebody was not let in: a wrong password in the screen's own words, anything else as the backend says it. */
export function refusal(thrown: unknown, wrong: string): string {
  if (failedWith(thrown, 'wrongCredentials')) return wrong
  if (failedWith(thrown, 'deactivated')) return m.logIn.deactivated
  return thrown instanceof Error ? asSentence(thrown.message) : m.app.unexpected
}

/** What is wrong with which field; of none of them, `whole`. */
export type FieldProblems = Partial<Record<string, string>>

export function problemsOf(thrown: unknown): FieldProblems {
  if (failedWith(thrown, 'invalid', 'nameTaken') && thrown.fields.length > 0) {
    return Object.fromEntries(thrown.fields.map(({ field, message }) => [field, asSentence(message)]))
  }
  return { whole: thrown instanceof Error ? asSentence(thrown.message) : m.app.unexpected }
}

/** How long to wait until the next attempt counts, in seconds; none where that is not why it was refused. */
export const waitOf = (thrown: unknown) => (failedWith(thrown, 'tooManyAttempts') ? thrown.wait : 0)
