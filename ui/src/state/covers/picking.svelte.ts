import * as books from '../../api/books'
import * as covers from '../../api/covers'
import { failedWith } from '../../api/failure'
import type { Book, Change } from '../../api/model'
import { m } from '../../messages'
import { asSentence } from '../../messages/sentence'
import { announcer } from '../shell/announcer.svelte'
import { offerUndo } from '../shell/offer'

/** What the system's dialog lets through as well, and what is read at all. */
const LARGEST = 20_000_000

/** Gives a book a picture, or takes it away. What stands in the way is said beside the cover. */
export class CoverPicking {
  busy = $state(false)
  problem = $state.raw<string | null>(null)

  constructor(private readonly changed: (book: Book) => void) {}

  choose(book: Book) {
    return this.#do(book, () => covers.choose(book.id, book.revision), m.cover.changed)
  }

  /** Takes the first picture of what was pasted or dropped. */
  async take(book: Book, data: DataTransfer | null) {
    const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/')) ?? data?.files[0]
    if (file === undefined) this.problem = m.cover.nothingThere
    else await this.#put(book, file)
  }

  /** Takes a picture that the engine itself pasted into the page. */
  async takeImage(book: Book, image: HTMLImageElement | null) {
    const picture = image && (await drawnAgain(image))
    if (picture) await this.#put(book, picture)
    else this.problem = m.cover.nothingThere
  }

  /** Asks the clipboard itself, for whoever has no keys for it. */
  async paste(book: Book) {
    const picture = await this.#fromClipboard()
    if (picture) await this.#put(book, picture)
    else this.problem = m.cover.pasteByKey
  }

  async remove(book: Book) {
    const change = await this.#do(book, () => covers.clear(book.id, book.revision), null)
    if (change) offerUndo(m.cover.removed(book.title), change.entry)
  }

  async #fromClipboard(): Promise<Blob | null> {
    try {
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find((one) => one.startsWith('image/'))
        if (type !== undefined) return await item.getType(type)
      }
    } catch {
      // Not allowed here: the keys always are.
    }
    return null
  }

  async #put(book: Book, picture: Blob) {
    if (picture.size > LARGEST) {
      this.problem = m.cover.tooLarge(picture.size, LARGEST)
      return
    }
    const bytes = new Uint8Array(await picture.arrayBuffer())
    await this.#do(book, () => covers.paste(book.id, book.revision, bytes), m.cover.changed)
  }

  async #do(book: Book, work: () => Promise<Change<Book> | null>, said: string | null): Promise<Change<Book> | null> {
    if (this.busy) return null
    this.busy = true
    this.problem = null
    try {
      const change = await work()
      if (change) {
        this.changed(change.value)
        if (said !== null) announcer.say(said)
      }
      return change
    } catch (thrown) {
      await this.#failed(book, thrown)
      return null
    } finally {
      this.busy = false
    }
  }

  async #failed(book: Book, thrown: unknown) {
    if (failedWith(thrown, 'signedOut')) return
    if (failedWith(thrown, 'stale')) {
      this.changed(thrown.current ?? (await books.get(book.id)))
      this.problem = m.cover.stale
      return
    }
    const first = failedWith(thrown, 'invalid') ? thrown.fields[0]?.message : undefined
    const message = first ?? (thrown instanceof Error ? thrown.message : m.app.unexpected)
    this.problem = failedWith(thrown, 'unexpected') ? m.app.unexpected : asSentence(message)
  }
}

/** The page may show such a picture but not read it: it is drawn, and what is drawn is read. */
async function drawnAgain(image: HTMLImageElement): Promise<Blob | null> {
  try {
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return await new Promise((drawn) => canvas.toBlob(drawn, 'image/png'))
  } catch {
    // One from elsewhere is neither fetched nor drawn.
    return null
  }
}
