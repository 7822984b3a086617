/** A backend in memory with the face of ../transport: for tests, and for looking at the screens in a browser (`npm run fake`). */
import { Backend } from './backend'

export const backend = new Backend((event, payload) => {
  for (const heard of listeners.get(event) ?? []) heard({ payload })
})

const listeners = new Map<string, Set<(event: { payload: unknown }) => void>>()

export async function invoke<T>(
  command: string,
  given: Record<string, unknown> | Uint8Array,
  options: { headers: Record<string, string> },
): Promise<T> {
  // As over the real border: nothing is shared, and every answer comes later.
  const args = given instanceof Uint8Array ? { bytes: given, headers: options.headers } : given
  const channel = args['channel']
  const sent = { ...structuredClone({ ...args, channel: undefined }), channel }
  await Promise.resolve()
  return structuredClone(await backend.call(command, sent, options.headers['X-Access-Token'] ?? null)) as T
}

export async function listen<T>(event: string, heard: (event: { payload: T }) => void) {
  const all = listeners.get(event) ?? new Set()
  listeners.set(event, all)
  const one = heard as (event: { payload: unknown }) => void
  all.add(one)
  return () => all.delete(one)
}

export class Channel<T> {
  onmessage: (message: T) => void = () => undefined
}

// Reached for by hand and by the scripts that take pictures.
if (typeof window !== 'undefined') Object.assign(window, { fakeBackend: backend })
