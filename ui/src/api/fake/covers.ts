import type { Book, Change } from '../model'
import { invalid } from './errors'
import type { FakeLibrary } from './library'
import { PICTURES } from './pictures'

type Args = Record<string, unknown>

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

function pictureOf(library: FakeLibrary, hash: string): Uint8Array<ArrayBuffer> | undefined {
  const made = PICTURES[hash]
  return library.covers.get(hash) ?? (made === undefined ? undefined : bytesOf(made))
}

function set(library: FakeLibrary, id: string, base: string, bytes: Uint8Array<ArrayBuffer>): Change<Book> {
  const [first, second] = bytes
  const known = [0xffd8, 0x8950, 0x4749, 0x5249].includes(((first ?? 0) << 8) | (second ?? 0))
  if (!known) throw invalid('cover', 'expected a JPEG, PNG, WebP or GIF picture; found something else')
  const hash = library.id()
  library.covers.set(hash, bytes)
  const label = (title: string) => ({ kind: 'cover', act: 'added', title }) as const
  return library.edit(id, base, label, () => ({ cover: { hash, width: 200, height: 300 } }))
}

function thumbnails(library: FakeLibrary, hashes: string[]): ArrayBuffer {
  const found = hashes.map((hash) => pictureOf(library, hash) ?? new Uint8Array())
  const answer = new Uint8Array(found.reduce((sum, one) => sum + 4 + one.length, 0))
  let at = 0
  for (const one of found) {
    new DataView(answer.buffer).setUint32(at, one.length)
    answer.set(one, at + 4)
    at += 4 + one.length
  }
  return answer.buffer
}

export const COVERS: Record<string, (library: FakeLibrary, args: Args) => unknown> = {
  cover_choose: (library, args) =>
    set(library, args['id'] as string, args['base'] as string, bytesOf(PICTURES['c3'] ?? '')),
  cover_paste: (library, args) => {
    const headers = args['headers'] as Record<string, string>
    return set(library, headers['X-Book'] ?? '', headers['X-Base'] ?? '', args['bytes'] as Uint8Array<ArrayBuffer>)
  },
  cover_clear: (library, args) => {
    const label = (title: string) => ({ kind: 'cover', act: 'removed', title }) as const
    return library.edit(args['id'] as string, args['base'] as string, label, () => ({ cover: null }))
  },
  cover_thumbnails: (library, args) => thumbnails(library, args['hashes'] as string[]),
  cover_picture: (library, args) => pictureOf(library, args['hash'] as string)?.buffer,
}
