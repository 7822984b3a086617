import * as covers from '../../api/covers'
import { Thumbnails } from './thumbnails'

/** The thumbnails of the library that is open. */
export const thumbnails = new Thumbnails({
  fetch: covers.thumbnails,
  nextFrame: (then) => requestAnimationFrame(then),
  makeUrl: (picture) => URL.createObjectURL(new Blob([picture], { type: 'image/jpeg' })),
  dropUrl: (url) => URL.revokeObjectURL(url),
})

/** A cover in full, as an address that whoever asked gives back with `URL.revokeObjectURL`. */
export const fullPicture = async (hash: string): Promise<string> =>
  URL.createObjectURL(new Blob([await covers.picture(hash)]))
