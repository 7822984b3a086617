import { m } from '../../messages'
import { failedWith } from '../../state/account/accounts'

/** Why somebody was not let in: a wrong password in the screen's own words, anything else as the backend says it. */
export function refusal(thrown: unknown, wrong: string): string {
  if (failedWith(thrown, 'wrongCredentials')) return wrong
  if (failedWith(thrown, 'deactivated')) return m.logIn.deactivated
  return thrown instanceof Error ? thrown.message : m.app.unexpected
}
