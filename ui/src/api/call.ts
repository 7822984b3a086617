import { ApiFailure, toFailure } from './failure'
import { invoke } from './transport'

/** Lives here and nowhere else: never in web storage, never in a store that a view could read. */
let token: string | null = null

let signedOut: () => void = () => undefined

/** Sends `text` with every following call; null forgets it. */
export function holdToken(text: string | null) {
  token = text
}

/** Whether a token is held: says nothing about whether it is still good. */
export function holdsToken() {
  return token !== null
}

/** Calls `listener` whenever a call is refused because the session is over. */
export function onSignedOut(listener: () => void) {
  signedOut = listener
}

/** Calls a command; a failure is always an `ApiFailure`. */
export const call = <T>(command: string, args: Record<string, unknown> = {}) => ask<T>(command, args, {})

/** Calls a command whose body is bytes and whose arguments are headers. */
export const send = <T>(command: string, bytes: Uint8Array, headers: Record<string, string>) =>
  ask<T>(command, bytes, headers)

async function ask<T>(
  command: string,
  args: Record<string, unknown> | Uint8Array,
  headers: Record<string, string>,
): Promise<T> {
  const sent = token
  try {
    return await invoke<T>(command, args, {
      headers: { ...headers, ...(sent === null ? {} : { 'X-Access-Token': sent }) },
    })
  } catch (thrown) {
    const failure = toFailure(thrown)
    // A call that was on its way when somebody signed in again says nothing about the new session.
    if (failure.code === 'signedOut' && sent === token) signedOut()
    throw failure
  }
}

export { ApiFailure }
