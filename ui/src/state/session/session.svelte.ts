import * as accounts from '../../api/accounts'
import { holdToken, onSignedOut } from '../../api/call'
import { onLibraryChanged, onMenu, onSessionEnded } from '../../api/events'
import { failedWith } from '../../api/failure'
import type { Account, Opened } from '../../api/model'
import { drafts, editor } from '../book/editing'
import { loans } from '../owning/loans.svelte'
import { wishes } from '../owning/wishes.svelte'
import { bookExport } from '../exports/export.svelte'
import { bookImport, type UnderWay } from '../imports/import.svelte'
import { customFields } from '../fields/customFields.svelte'
import { shelves } from '../shelves/shelves.svelte'
import { parts } from '../book/parts/parts.svelte'
import { attempt } from '../shell/attempt'
import { theme } from '../shell/theme.svelte'
import { toasts } from '../shell/toasts.svelte'
import { workspace, type Place } from '../shell/workspace.svelte'
import { Watch } from './watch'

/** What stands on the screen. */
export type Phase =
  | { at: 'starting' }
  | { at: 'problem'; message: string; folder: string }
  | { at: 'welcome' }
  | { at: 'logIn' }
  | { at: 'locked'; name: string }
  | { at: 'open'; account: Account }

/** What is written down when the app is locked. */
type Left = Place & { importing: UnderWay | null }

const IDLE = 10 * 60_000
const TICK = 10_000
const PLACE = 'place'

/** Who is signed in, and what happens when they come, stay and go. */
class Session {
  phase = $state.raw<Phase>({ at: 'starting' })
  /** Whether registering makes the first account, and so the administrator. */
  first = $state(false)
  version = $state('')
  #watch = new Watch({ now: () => Date.now(), idle: IDLE })
  #session: string | null = null
  /** Whose drafts and place are in memory. */
  #owner: string | null = null
  /** Who locked the app before the page was loaded. */
  #locked: string | null = null

  get account(): Account | null {
    return this.phase.at === 'open' ? this.phase.account : null
  }

  /** Asks the backend how things stand. */
  async start() {
    try {
      const start = await accounts.start()
      theme.show(start.theme)
      this.version = start.version
      this.first = !start.accountsExist
      this.#locked = start.locked
      if (start.problem !== null) this.phase = { at: 'problem', message: start.problem, folder: start.dataFolder }
      else if (start.locked !== null) this.phase = { at: 'locked', name: start.locked }
      else this.phase = { at: start.accountsExist ? 'logIn' : 'welcome' }
    } catch (thrown) {
      this.phase = { at: 'problem', message: thrown instanceof Error ? thrown.message : String(thrown), folder: '' }
    }
  }

  /** Listens to the backend, to the clock and to whether anybody is there. For the life of the page. */
  async listen(menu: (entry: string) => void) {
    onSignedOut(() => this.lost())
    setInterval(() => this.tick(), TICK)
    for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
      addEventListener(event, () => this.#watch.active(), { passive: true, capture: true })
    }
    await Promise.all([
      onLibraryChanged((version) => this.account && workspace.changed(version)),
      onSessionEnded((session) => session === this.#session && this.lost()),
      onMenu((entry) => this.account && menu(entry)),
    ])
  }

  async logIn(name: string, password: string) {
    await this.#enter(await accounts.logIn(name, password))
  }

  async register(name: string, password: string) {
    await this.#enter(await accounts.register(name, password))
  }

  /** Shows the way to a new account, or back. */
  turnTo(at: 'welcome' | 'logIn') {
    this.phase = { at }
  }

  /** Keeps the session and its open library until the function returned is called. */
  hold(): () => void {
    return this.#watch.hold()
  }

  tick() {
    if (this.account === null) return
    const due = this.#watch.due()
    if (due === 'renew') void this.#renew()
    else if (due === 'lock') void this.lock()
    else if (due === 'expired') this.lost()
  }

  /** Locks on purpose: everything is written down, and the page with all it holds goes. */
  async lock() {
    const left: Left = { ...workspace.place(editor.editing?.key ?? null), importing: bookImport.underWay }
    drafts.put(PLACE, JSON.stringify(left))
    await this.#leave(accounts.lock)
  }

  async logOut() {
    await this.#leave(accounts.logOut)
  }

  /** Deletes the account by `remove`; then the page goes, and nothing is written down. */
  async deleteOwn(remove: () => Promise<unknown>) {
    const ended = this.#session
    this.#session = null
    try {
      await remove()
    } catch (thrown) {
      this.#session = ended
      throw thrown
    }
    location.reload()
  }

  /** The session is over without being asked for: the lock screen comes, and what was typed stays in memory. */
  lost() {
    if (this.phase.at !== 'open') return
    const { name } = this.phase.account
    this.#session = null
    holdToken(null)
    workspace.unload()
    bookExport.reset()
    toasts.clear()
    this.phase = { at: 'locked', name }
  }

  async #leave(leave: () => Promise<unknown>) {
    const written = await drafts.flush()
    // The news that the session ended is expected now: the page goes, no lock screen flashes by.
    const ending = this.#session
    this.#session = null
    try {
      await leave()
    } catch (thrown) {
      // The lock screen is there already, and what could not be written down is still in memory.
      if (failedWith(thrown, 'signedOut')) return
      this.#session = ending
      throw thrown
    }
    // What could not be written down lives only in this page: then the page stays, behind the lock screen.
    if (written) location.reload()
    else this.lost()
  }

  async #enter(opened: Opened) {
    holdToken(opened.token)
    this.#session = opened.session
    this.#watch.begin(opened.expiresIn)
    const { account } = opened
    if (this.#owner !== null && this.#owner !== account.id) {
      drafts.forget()
      editor.editing = null
      parts.forget()
      bookImport.forget()
      workspace.forget()
    }
    const stranger = this.#owner !== account.id
    this.#owner = account.id
    this.first = false
    await drafts.load().catch(() => undefined)
    if (stranger) this.#return(this.#locked === account.name)
    this.#locked = null
    void drafts.flush()
    void workspace.listing.refresh()
    void shelves.refresh()
    void loans.refresh()
    void wishes.refresh()
    void customFields.refresh()
    this.phase = { at: 'open', account }
  }

  /** Takes up the place that was written down, when the app was locked rather than left. */
  #return(locked: boolean) {
    const body = drafts.get(PLACE)
    if (body === undefined) return
    drafts.discard(PLACE)
    if (!locked) return
    try {
      const place = JSON.parse(body) as Left
      workspace.restore(place)
      if (place.importing) void this.#tell(place.importing)
      if (place.editing !== null) editor.resume(place.editing)
    } catch {
      // Written by another version: the person begins at the library, and drafts are offered there.
      workspace.forget()
    }
  }

  /** Says what became of an import that the lock came upon. */
  async #tell(importing: UnderWay) {
    await attempt(async () => {
      await bookImport.recall(importing)
      workspace.panel = 'import'
    })
  }

  async #renew() {
    try {
      const renewed = await accounts.renew()
      holdToken(renewed.token)
      this.#watch.issued(renewed.expiresIn)
    } catch (thrown) {
      // `signedOut` has been dealt with; anything else is tried again at the next tick.
      if (!failedWith(thrown, 'signedOut', 'storage', 'busy')) throw thrown
    }
  }
}

export const session = new Session()
