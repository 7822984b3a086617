import type { BackupFound, BackupList, BackupLook, Book, Contents, Rehearsal, SecretKind } from '../model'
import type { Args, Backend, Caller, Kept } from './backend'
import { invalid, refuse } from './errors'
import type { FakeLibrary } from './library'

/** A backup holds the books of then, and opens with the password of then. */
interface Backup {
  account: { id: string; name: string }
  made: string
  password: string
  books: Map<string, Book>
}

const USUAL = '/home/ada/.local/share/app.bookplate.desktop/backups/Ada'
const CHOSEN = '/media/ada/Backups'
const SIZE_OF_BOOK = 3_100
const PAUSE = 400

const soon = () => new Promise((go) => setTimeout(go, PAUSE))
const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0)

/** What books amount to; the digest tells changed books from the same ones, and no more. */
function contentsOf(books: Map<string, Book>): Contents {
  const all = [...books.values()]
  const revisions = all.map(({ id, revision, trashed }) => `${id}:${revision}:${trashed ?? ''}`)
  return {
    books: all.filter(({ trashed }) => trashed === null).length,
    trashed: all.filter(({ trashed }) => trashed !== null).length,
    readings: sum(all.map(({ readings }) => readings.length)),
    copies: sum(all.map(({ copies }) => copies.length)),
    loans: sum(all.flatMap(({ copies }) => copies.map(({ loans }) => loans.length))),
    quotes: sum(all.map(({ quotes }) => quotes.length)),
    changed:
      all
        .map(({ changed }) => changed)
        .sort()
        .at(-1) ?? null,
    digest: revisions.sort().join(' '),
  }
}

/** One account's automatic backups, and what it chose last. */
export class FakeBackups {
  chosen: Backup | null = null
  folder: string | null = null
  #kept: Backup[] = []
  #rehearsal: Rehearsal | null = null

  get list(): BackupList {
    const rows = this.#kept.map(({ made, books }) => ({ made, size: 40_000 + books.size * SIZE_OF_BOOK }))
    return { folder: this.folder ?? USUAL, chosen: this.folder !== null, rows, rehearsal: this.#rehearsal }
  }

  make(kept: Kept, file: string): Rehearsal {
    const made = `${new Date().toISOString().slice(0, 19)}Z`
    const backup = { account: kept.account, made, password: kept.password, books: new Map(kept.library.books) }
    this.#kept = [backup, ...this.#kept.filter((other) => other.made !== made)]
    this.#rehearsal = { at: made, file, contents: contentsOf(backup.books) }
    return this.#rehearsal
  }

  /** The backup of that moment; without one, the newest, as if its file were chosen. */
  find(made: string | null): BackupFound | null {
    const found = this.#kept.find((backup) => made === null || backup.made === made) ?? null
    if (made !== null && found === null) throw gone()
    this.chosen = found
    return found && foundOf(found, true)
  }
}

const gone = () => refuse('notFound', 'This backup is not chosen any more. Choose it again.')

function foundOf({ account, made }: Backup, here: boolean): BackupFound {
  return { file: 1, name: `${account.name}’s books.bookplate`, account: account.name, made, here }
}

function opened(backup: Backup | null, args: Args): Backup {
  if (backup === null) throw gone()
  if ((args['by'] as SecretKind) === 'recoveryCode') throw invalid('code', 'A recovery code has 28 letters and digits.')
  if (args['secret'] !== backup.password) {
    throw refuse('wrongCredentials', 'This is not the password that the account had when the backup was made.')
  }
  return backup
}

/** Of one's own library, nothing need be typed where the password is still that of then. */
function openedOwn({ kept }: Caller, args: Args): Backup {
  const { chosen } = kept.backups
  if (args['secret'] === null && chosen !== null && chosen.password !== kept.password) {
    throw refuse(
      'passwordNeeded',
      'This backup was made under an earlier password of this account. Type that password.',
    )
  }
  return args['secret'] === null && chosen !== null ? chosen : opened(chosen, args)
}

const lookOf = ({ made, account, books }: Backup, here: Contents | null): BackupLook => ({
  made,
  account: account.name,
  contents: contentsOf(books),
  here,
})

export const BACKUPS: Record<string, (library: FakeLibrary, args: Args, caller: Caller) => unknown> = {
  backups_list: (_, __, { kept }) => kept.backups.list,
  backup_now: async (_, __, { kept }) => {
    await soon()
    return kept.backups.make(kept, 'backup.bookplate')
  },
  backup_save: async (_, __, { kept }) => {
    await soon()
    return kept.backups.make(kept, `${kept.account.name}’s books.bookplate`)
  },
  backup_folder_choose: (_, __, { kept }) => {
    kept.backups.folder = CHOSEN
    return kept.backups.list
  },
  backup_folder_reset: (_, __, { kept }) => {
    kept.backups.folder = null
    return kept.backups.list
  },
  backup_choose: (_, __, { kept }) => kept.backups.find(null),
  backup_pick: (_, args, { kept }) => kept.backups.find(args['made'] as string),
  backup_look: async (library, args, caller) => {
    await soon()
    return lookOf(openedOwn(caller, args), contentsOf(library.books))
  },
  backup_restore: (library, args, caller) => {
    const backup = openedOwn(caller, args)
    library.books = new Map(backup.books)
    library.drafts.clear()
    caller.backend.endAllOf(caller.kept)
    return contentsOf(backup.books)
  },
}

/** On a new computer: the backup is one of somebody who is not here. */
const ELSEWHERE: Backup = {
  account: { id: 'elsewhere', name: 'Clara' },
  made: '2026-10-31T18:02:11Z',
  password: 'walnut gravel umbrella tide',
  books: new Map(),
}

export const RESTORING: Record<string, (backend: Backend, args: Args) => unknown> = {
  restore_choose: (backend) => foundOf(ELSEWHERE, backend.named(ELSEWHERE.account.name) !== undefined),
  restore_look: async (_, args) => {
    await soon()
    return lookOf(opened(ELSEWHERE, args), null)
  },
  restore_account: (backend, args) => {
    const { password } = opened(ELSEWHERE, args)
    const name = (args['name'] as string).trim()
    if (name === '') throw invalid('name', 'A name is needed.')
    if (backend.named(name)) {
      const message = 'Somebody has that name already.'
      throw refuse('nameTaken', message, { fields: [{ field: 'name', message }] })
    }
    return backend.open(backend.register(name, password))
  },
}
