import type { Account, BookForm, BulkForm, ListQuery, Opened, Selection, ThemeChoice } from '../model'
import { BACKUPS, FakeBackups, RESTORING } from './backups'
import { bulkEdit } from './bulk'
import { isIsbn } from './check'
import { COVERS } from './covers'
import { CUSTOM_FIELDS } from './customFields'
import { DUPLICATES } from './duplicates'
import { invalid, refuse } from './errors'
import { EXPORTING } from './exporting'
import { IMPORTING } from './importing'
import { FakeLibrary } from './library'
import { NAMES } from './names'
import { completed } from './query'
import { rowOf } from './rows'
import { FakeSecurity, recovered, SECURITY } from './security'
import { seed, seedShelves } from './seed'
import { SHELVES } from './shelves'
import { PARTS } from './parts'
import { checkedPassword, strength } from './passwords'

export type Args = Record<string, unknown>

export interface Kept {
  account: Account
  password: string
  library: FakeLibrary
  security: FakeSecurity
  backups: FakeBackups
}

/** How the page's address sets the stage: `?books=12` registers “Ada” beforehand with so many books. */
interface Stage {
  books: string | null
  problem: string | null
  locked: string | null
}

const LIFE = 45 * 60

/** Accounts, tokens and commands. Tokens are names of sessions: nothing here is secret. */
export class Backend {
  accounts: Kept[] = []
  #sessions = new Map<string, Kept>()
  #theme: ThemeChoice = 'system'
  #next = 1
  #cancelled = false
  #stage: Stage

  constructor(private readonly emit: (event: string, payload: unknown) => void) {
    const asked = new URLSearchParams(typeof location === 'undefined' ? '' : location.search)
    this.#stage = { books: asked.get('books'), problem: asked.get('problem'), locked: asked.get('locked') }
    if (this.#stage.books !== null) {
      const { library } = this.register('Ada', 'walnut gravel umbrella tide')
      seed(library, Number(this.#stage.books))
      if (library.books.size > 20) seedShelves(library)
      this.register('Ben', 'walnut gravel umbrella tide')
    }
  }

  register(name: string, password: string): Kept {
    const role = this.accounts.length === 0 ? 'administrator' : 'member'
    const account: Account = { id: `a${this.#next++}`, name, role, active: true, created: '2026-03-01T09:00:00Z' }
    const library = new FakeLibrary((version) => this.emit('library-changed', version))
    const kept = { account, password, library, security: new FakeSecurity(), backups: new FakeBackups() }
    this.accounts.push(kept)
    return kept
  }

  /** Every session is over, as when its time is up. */
  expire() {
    this.#sessions.clear()
  }

  async call(command: string, args: Args, token: string | null): Promise<unknown> {
    const open = PUBLIC[command]
    if (open) return open(this, args)
    const kept = this.#sessions.get(token ?? '')
    if (!kept) throw refuse('signedOut', 'Please log in.')
    const signedIn = SIGNED_IN[command]
    if (signedIn) return signedIn(kept.library, args, { backend: this, kept, token: token ?? '' })
    throw refuse('notFound', `There is no command ${command}.`)
  }

  start() {
    return {
      version: '0.1.0',
      accountsExist: this.accounts.length > 0,
      locked: this.#stage.locked,
      problem: this.#stage.problem,
      noKeychain: null,
      dataFolder: '/home/ada/.local/share/app.bookplate.desktop',
      theme: this.#theme,
    }
  }

  setTheme(theme: ThemeChoice) {
    this.#theme = theme
  }

  open(kept: Kept): Opened {
    const token = `t${this.#next++}`
    this.#sessions.set(token, kept)
    return { token, expiresIn: LIFE, account: kept.account, session: token }
  }

  end(token: string) {
    this.#sessions.delete(token)
    this.emit('session-ended', token)
  }

  logIn(name: string, password: string, stay: boolean): Opened {
    const kept = this.named(name)
    kept?.security.attempt()
    if (kept?.password !== password) throw refuse('wrongCredentials', 'Wrong name or password.')
    kept.security.forgive()
    if (!kept.account.active) throw refuse('deactivated', 'This account was deactivated.')
    if (stay) kept.security.stay()
    return this.open(kept)
  }

  named(name: string): Kept | undefined {
    return this.accounts.find(({ account }) => account.name.toLowerCase() === name.trim().toLowerCase())
  }

  remove(kept: Kept) {
    this.accounts = this.accounts.filter((other) => other !== kept)
    this.endAllOf(kept)
  }

  endAllOf(kept: Kept) {
    for (const [token, owner] of this.#sessions) if (owner === kept) this.end(token)
  }

  cancelImport() {
    this.#cancelled = true
  }

  beginImport() {
    this.#cancelled = false
    return () => this.#cancelled
  }
}

export interface Caller {
  backend: Backend
  kept: Kept
  token: string
}

const text = (args: Args, name: string) => args[name] as string
const ids = (library: FakeLibrary, args: Args) => library.selected(args['selection'] as Selection)

const PUBLIC: Record<string, (backend: Backend, args: Args) => unknown> = {
  app_start: (backend) => backend.start(),
  theme_set: (backend, args) => backend.setTheme(args['theme'] as ThemeChoice),
  password_strength: (_, args) => strength(text(args, 'password')),
  account_register: (backend, args) => {
    const name = text(args, 'name').trim()
    if (name === '') throw invalid('name', 'A name is needed.')
    if (backend.accounts.some(({ account }) => account.name === name))
      throw refuse('nameTaken', 'Somebody has that name already.')
    return backend.open(backend.register(name, checkedPassword('password', text(args, 'password'))))
  },
  // Nothing outlives the page that is the backend too.
  session_resume: () => null,
  session_log_in: (backend, args) => backend.logIn(text(args, 'name'), text(args, 'password'), args['stay'] === true),
  account_recover: (backend, args) => recovered(backend, args),
  ...RESTORING,
}

function other(backend: Backend, args: Args): Kept {
  const found = backend.accounts.find(({ account }) => account.id === args['id'])
  if (!found) throw refuse('notFound', 'There is no such account.')
  return found
}

const SIGNED_IN: Record<string, (library: FakeLibrary, args: Args, caller: Caller) => unknown> = {
  session_who: (_, __, { kept }) => kept.account,
  session_renew: (_, __, { backend, kept }) => backend.open(kept),
  session_log_out: (_, __, { backend, token }) => backend.end(token),
  session_lock: (_, __, { backend, token }) => backend.end(token),
  account_change_password: (_, args, { kept }) => {
    if (args['current'] !== kept.password) throw refuse('wrongCredentials', 'Wrong password.')
    kept.password = checkedPassword('new', text(args, 'new'))
  },
  account_delete_own: (_, args, { backend, kept }) => {
    if (args['password'] !== kept.password) throw refuse('wrongCredentials', 'Wrong password.')
    backend.remove(kept)
  },
  accounts_list: (_, __, { backend }) => backend.accounts.map(({ account }) => account),
  account_activate: (_, args, { backend }) => void (other(backend, args).account.active = true),
  account_deactivate: (_, args, { backend }) => void (other(backend, args).account.active = false),
  account_delete: (_, args, { backend }) => backend.remove(other(backend, args)),

  book_get: (library, args) => library.get(text(args, 'id')),
  book_add: (library, args) => library.add(args['book'] as BookForm),
  book_update: (library, args) => library.update(text(args, 'id'), text(args, 'base'), args['book'] as BookForm),
  book_trash: (library, args) => library.trash(ids(library, args)),
  book_restore: (library, args) => library.restore(ids(library, args)),
  book_delete_for_good: (library, args) => library.deleteForGood(ids(library, args)),
  trash_empty: (library) => library.emptyTrash(),
  isbn_check: (_, args) => {
    const digits = text(args, 'text').replace(/[- ]/g, '')
    if (!isIsbn(digits)) throw invalid('isbn', `an ISBN has 10 or 13 digits; found ${digits.length}`)
    return { isbn13: digits, isbn10: null }
  },
  list_open: (library, args) => library.open(args['query'] as ListQuery),
  list_rows: (library, args) => library.rows(args['list'] as number, args['from'] as number, args['count'] as number),
  list_locate: (library, args) => library.locate(args['list'] as number, text(args, 'id')),
  history_list: (library, args) => library.history(args['before'] as string | null, args['limit'] as number),
  history_undo: (library, args) => library.undo(args['expected'] as string | null),
  history_redo: (library) => library.redo(),
  history_undo_alone: (library, args) => library.undoAlone(text(args, 'entry')),
  history_limit_set: (library, args) => void (library.historyLimit = args['bytes'] as number),
  draft_save: (library, args) => {
    const key = text(args, 'key')
    library.drafts.set(key, { key, body: text(args, 'body'), saved: new Date().toISOString() })
  },
  draft_list: (library) => [...library.drafts.values()],
  draft_discard: (library, args) => void library.drafts.delete(text(args, 'key')),
  ...NAMES,
  ...CUSTOM_FIELDS,
  ...DUPLICATES,
  ...COVERS,
  ...SHELVES,
  bulk_edit: (library, args) => bulkEdit(library, args['selection'] as Selection, args['form'] as BulkForm),
  query_complete: (library, args) =>
    completed(text(args, 'text'), args['cursor'] as number, () => [...library.books.values()].map(rowOf)),
  ...PARTS,
  ...IMPORTING,
  ...EXPORTING,
  ...SECURITY,
  ...BACKUPS,
  import_cancel: (_, __, { backend }) => backend.cancelImport(),
}
