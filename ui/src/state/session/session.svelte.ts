import * as accounts from '../../api/accounts'
import { holdToken, onSignedOut } from '../../api/call'
import { onLibraryChanged, onMenu, onSessionEnded } from '../../api/events'
import { failedWith } from '../../api/failure'
import type { Account, BackupFound, Contents, Opened } from '../../api/model'
import * as security from '../../api/security'
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
  /** `restored`: how many books are in the library that a backup has just been put in the place of. */
  | { at: 'locked'; name: string; restored?: number }
  | { at: 'recover'; name: string; from: 'logIn' | 'locked' }
  | { at: 'restore'; found: BackupFound }
  | { at: 'open'; account: Account }

/** Why a recovery code is offered: there is none yet, or it ended with the key that it opened. */
export type CodeOffer = 'registered' | 'leaked'

/** What is written down when the app is locked. */
type Left = Place & { importing: UnderWay | null }

const MINUTE = 60_000
/** Until the account's own wish is known. */
const USUAL_IDLE = 10 * MINUTE
const TICK = 10_000
const PLACE = 'place'

/** Who is signed in, and what happens when they come, stay and go. */
class Session {
  phase = $state.raw<Phase>({ at: 'starting' })
  /** Whether registering makes the first account, and so the administrator. */
  first = $state(false)
  version = $state('')
  /** Why nobody can stay signed in on this device; null where they can. */
  noKeychain = $state<string | null>(null)
  codeOffer = $state<CodeOffer | null>(null)
  #watch = new Watch({ now: () => Date.now(), idle: USUAL_IDLE })
  #session: string | null = null
  /** Whose drafts and place are in memory. */
  #owner: string | null = null
  /** Who locked the app before the page was loaded. */
  #locked: string | null = null
  /** This session is being ended from here: no lock screen comes in between. */
  #ending = false

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
      this.noKeychain = start.noKeychain
      if (start.problem !== null) this.phase = { at: 'problem', message: start.problem, folder: start.dataFolder }
      else if (start.locked !== null) this.phase = { at: 'locked', name: start.locked }
      else if (!start.accountsExist) this.phase = { at: 'welcome' }
      else await this.#resume()
    } catch (thrown) {
      this.phase = { at: 'problem', message: thrown instanceof Error ? thrown.message : String(thrown), folder: '' }
    }
  }

  /** Lets in who stays signed in on this device; anybody else is asked for name and password, whatever went wrong. */
  async #resume() {
    const opened = await accounts.resume().catch(() => null)
    if (opened === null) this.phase = { at: 'logIn' }
    else await this.#enter(opened)
  }

  /** Listens to the backend, to the clock and to whether anybody is there. For the life of the page. */
  async listen(menu: (entry: string) => void) {
    onSignedOut(() => !this.#ending && this.lost())
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

  async logIn(name: string, password: string, stay = false) {
    await this.#enter(await accounts.logIn(name, password, stay))
  }

  async register(name: string, password: string) {
    await this.#enter(await accounts.register(name, password))
    this.codeOffer = 'registered'
  }

  async recover(name: string, code: string, password: string) {
    await this.#enter(await accounts.recover(name, code, password))
  }

  /** Brings the account of a backup to this computer, by `restore`. */
  async restoreAccount(restore: () => Promise<Opened>) {
    await this.#enter(await restore())
  }

  /** Shows the way to a new account, or back. */
  turnTo(at: 'welcome' | 'logIn') {
    this.phase = { at }
  }

  /** Shows the way in for whoever forgot the password. */
  turnToRecovery(name: string) {
    this.phase = { at: 'recover', name, from: this.phase.at === 'locked' ? 'locked' : 'logIn' }
  }

  turnToRestore(found: BackupFound) {
    this.phase = { at: 'restore', found }
  }

  /** From recovering or restoring to where one came from. */
  turnBack() {
    if (this.phase.at === 'recover' && this.phase.from === 'locked') {
      this.phase = { at: 'locked', name: this.phase.name }
    } else this.turnTo(this.first ? 'welcome' : 'logIn')
  }

  /** Sets after how many minutes without a key or a pointer the library is locked. */
  lockAfter(minutes: number) {
    this.#watch.idle = minutes * MINUTE
  }

  /** Keeps the session and its open library until the function returned is called. */
  hold(): () => void {
    return this.#watch.hold()
  }

  tick() {
    if (this.account === null || this.#ending) return
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
    await this.#ended(remove)
    location.reload()
  }

  /** A new password and a new key for the library. All that is shown is read anew, in the session that comes with them. */
  async passwordLeaked(current: string, next: string) {
    await this.#ended(async () => {
      const opened = await accounts.passwordLeaked(current, next)
      workspace.unload()
      workspace.panel = null
      this.phase = { at: 'starting' }
      await this.#enter(opened)
    })
  }

  /** Puts a backup in the place of the library, by `restore`. Nothing of the former one stays in memory, and the password is asked for. */
  async restore(restore: () => Promise<Contents>) {
    const { books } = await this.#ended(restore)
    this.lost(books)
    this.#forget()
  }

  /** The session is over without being asked for: the lock screen comes, and what was typed stays in memory. */
  lost(restored?: number) {
    if (this.phase.at !== 'open') return
    const { name } = this.phase.account
    this.#session = null
    holdToken(null)
    workspace.unload()
    bookExport.reset()
    toasts.clear()
    this.phase = { at: 'locked', name, ...(restored !== undefined && { restored }) }
  }

  /** Does what ends this session: that it ends is expected then. */
  async #ended<T>(end: () => Promise<T>): Promise<T> {
    const ending = this.#session
    this.#session = null
    this.#ending = true
    try {
      return await end()
    } catch (thrown) {
      this.#session = ending
      if (failedWith(thrown, 'signedOut')) this.lost()
      throw thrown
    } finally {
      this.#ending = false
    }
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
    if (this.#owner !== null && this.#owner !== account.id) this.#forget()
    const stranger = this.#owner !== account.id
    this.#owner = account.id
    this.first = false
    await drafts.load().catch(() => undefined)
    if (stranger) this.#return(this.#locked === account.name)
    this.#locked = null
    void this.#watchAsWished()
    void drafts.flush()
    void workspace.listing.refresh()
    void shelves.refresh()
    void loans.refresh()
    void wishes.refresh()
    void customFields.refresh()
    this.phase = { at: 'open', account }
  }

  /** Nothing of what one person did stays in memory. */
  #forget() {
    drafts.forget()
    editor.editing = null
    parts.forget()
    bookImport.forget()
    workspace.forget()
    this.codeOffer = null
    this.#owner = null
  }

  /** Locks after as many minutes as the account wishes. */
  async #watchAsWished() {
    this.#watch.idle = USUAL_IDLE
    try {
      this.lockAfter((await security.get()).idleMinutes)
    } catch {
      // The usual time is a safe one.
    }
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
    const session = this.#session
    try {
      const renewed = await accounts.renew()
      // Another session may have begun meanwhile: its token is the one to hold.
      if (session !== this.#session) return
      holdToken(renewed.token)
      this.#watch.issued(renewed.expiresIn)
    } catch (thrown) {
      // `signedOut` has been dealt with; anything else is tried again at the next tick.
      if (!failedWith(thrown, 'signedOut', 'storage', 'busy')) throw thrown
    }
  }
}

export const session = new Session()
