import { call, send } from './call'
import type { Book, BookId, Change, Revision } from './model'

/** Lets the person choose a file; null when they did not. */
export const choose = (id: BookId, base: Revision) => call<Change<Book> | null>('cover_choose', { id, base })
/** A picture that was pasted or dropped. */
export const paste = (id: BookId, base: Revision, picture: Uint8Array) =>
  send<Change<Book>>('cover_paste', picture, { 'X-Book': id, 'X-Base': base })
export const clear = (id: BookId, base: Revision) => call<Change<Book>>('cover_clear', { id, base })

const LENGTH_BYTES = 4

/** Thumbnails as JPEG, in the order asked; null where there is no such cover. */
export async function thumbnails(hashes: string[]): Promise<(Uint8Array<ArrayBuffer> | null)[]> {
  const bytes = await call<ArrayBuffer>('cover_thumbnails', { hashes })
  const view = new DataView(bytes)
  const found: (Uint8Array<ArrayBuffer> | null)[] = []
  let at = 0
  while (at + LENGTH_BYTES <= bytes.byteLength) {
    const length = view.getUint32(at)
    at += LENGTH_BYTES
    found.push(length === 0 ? null : new Uint8Array(bytes, at, length))
    at += length
  }
  return found
}

export const picture = (hash: string) => call<ArrayBuffer>('cover_picture', { hash })
