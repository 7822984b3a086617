import { failedWith } from '../../api/failure'
import * as exports from '../../api/exports'
import * as imports from '../../api/imports'
import * as books from '../../api/books'
import type { ExportDone, ExportLoss, FileFormat, Selection, Shelf } from '../../api/model'
import { Listing } from '../listing/listing.svelte'
import { session } from '../session/session.svelte'
import { workspace, type Screen } from '../shell/workspace.svelte'
import { sentFor, type Scope } from './scope'

export type ExportStep =
  | { at: 'choose' }
  | { at: 'running'; books: number; of: number | null; stopping: boolean }
  | { at: 'done'; done: ExportDone }
  | { at: 'failed'; message: string }

/** The screens that show a list of books. */
const WITH_BOOKS: readonly Screen[] = ['library', 'trash', 'name']

/** One export, from the choice of books and a format to the written file. */
class Export {
  step = $state.raw<ExportStep>({ at: 'choose' })
  /** The shelf that is exported, wherever the person is. */
  shelf = $state.raw<Shelf | null>(null)
  #ofShelf = $state.raw<Listing | null>(null)

  /** The books to choose from: those of the shelf that was asked for, or the list on the screen, if one is. */
  get listing(): Listing | null {
    if (this.#ofShelf) return this.#ofShelf
    return WITH_BOOKS.includes(workspace.screen) ? workspace.listing : null
  }

  reset() {
    this.step = { at: 'choose' }
    this.shelf = null
    this.#ofShelf = null
  }

  /** Makes a whole shelf what is exported, in its own order. Gives whether its books are known. */
  async takeShelf(shelf: Shelf): Promise<boolean> {
    const listing = new Listing(books)
    await listing.ask({ within: { kind: 'shelf', id: shelf.id }, sort: shelf.query === null ? 'within' : 'title' })
    if (listing.failure !== null) throw new Error(listing.failure)
    if (listing.shown === null) return false
    this.reset()
    this.shelf = shelf
    this.#ofShelf = listing
    return true
  }

  losses(scope: Scope, format: FileFormat): Promise<ExportLoss[]> {
    return this.#onChosen(scope, (chosen) => exports.losses(chosen, format))
  }

  /** Writes the books; `of` is how many they are, where that is known. */
  async run(scope: Scope, format: FileFormat, of: number | null) {
    const release = session.hold()
    this.step = { at: 'running', books: 0, of, stopping: false }
    const tell = (books: number) => {
      if (this.step.at === 'running') this.step = { ...this.step, books }
    }
    try {
      const done = await this.#onChosen(scope, (chosen) => exports.run(chosen, format, tell))
      this.step = done === null ? { at: 'choose' } : { at: 'done', done }
    } catch (thrown) {
      if (failedWith(thrown, 'cancelled')) this.step = { at: 'choose' }
      else this.step = { at: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) }
    } finally {
      release()
    }
  }

  async cancel() {
    if (this.step.at !== 'running') return
    this.step = { ...this.step, stopping: true }
    await imports.cancel()
  }

  /** The backend may have put the list away: then it is opened anew, and told again if there is still something chosen. */
  async #onChosen<T>(scope: Scope, work: (chosen: Selection | null) => Promise<T>): Promise<T> {
    const { listing } = this
    try {
      return await work(sentFor(scope, listing))
    } catch (thrown) {
      if (listing === null || scope === 'all' || !failedWith(thrown, 'notFound')) throw thrown
      await listing.refresh()
      if (scope === 'selected' && listing.selection.count === 0) throw thrown
      return work(sentFor(scope, listing))
    }
  }
}

export const bookExport = new Export()
