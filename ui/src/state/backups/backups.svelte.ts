import * as backups from '../../api/backups'
import type { BackupFound, BackupList, SecretKind } from '../../api/model'
import { failedWith } from '../../api/failure'
import { m } from '../../messages'
import { session } from '../session/session.svelte'
import { attempt } from '../shell/attempt'

/** What opens a backup: the password, or the recovery code, of when it was made. */
export interface Secret {
  by: SecretKind
  text: string
}

export const chooseAccountBackup = backups.chooseAccount

/** Looks into a backup of the library that is open; without a secret, with the key that it has now. */
export const lookIntoBackup = (file: number, secret: Secret | null) =>
  backups.look(file, secret?.text ?? null, secret?.by ?? 'password')

/** Looks into a backup before anybody is signed in. */
export const lookIntoAccount = (file: number, { text, by }: Secret) => backups.lookIntoAccount(file, text, by)

/** Brings the account of a backup to this computer, under `name`, and signs it in. */
export const restoreAccount = (file: number, { text, by }: Secret, name: string) =>
  session.restoreAccount(() => backups.restoreAccount(file, text, by, name))

/** Puts a backup in the place of the library. The session ends. */
export const restoreBackup = (file: number, secret: Secret | null) =>
  session.restore(() => backups.restore(file, secret?.text ?? null, secret?.by ?? 'password'))

/** The automatic backups, as the settings show them. */
export class Backups {
  /** Null until it is known. */
  now = $state.raw<BackupList | null>(null)
  /** What is being done. */
  doing = $state<'backup' | 'file' | 'choice' | null>(null)
  /** What came of it: said where it was asked for, since the settings lie above everything else. */
  said = $state.raw<{ text: string; failed: boolean } | null>(null)

  async load() {
    this.now = (await attempt(backups.list)) ?? this.now
  }

  async make() {
    const made = await this.#do('backup', backups.makeNow)
    if (made) this.said = { text: m.backups.made(made.contents.books), failed: false }
    await this.load()
  }

  /** Makes one in a file that the person chooses. */
  async save() {
    const saved = await this.#do('file', backups.save)
    if (saved) this.said = { text: m.backups.saved(saved.file, saved.contents.books), failed: false }
    await this.load()
  }

  async chooseFolder() {
    this.now = (await this.#do('choice', backups.chooseFolder)) ?? this.now
  }

  async resetFolder() {
    this.now = (await this.#do('choice', backups.resetFolder)) ?? this.now
  }

  /** The backup of that moment, or of a file that the person chooses. Null when they did not, or it cannot be read. */
  async find(made: string | null): Promise<BackupFound | null> {
    return (await this.#do('choice', () => (made === null ? backups.choose() : backups.pick(made)))) ?? null
  }

  /** One thing at a time; the session stays while it lasts. */
  async #do<T>(what: NonNullable<typeof this.doing>, work: () => Promise<T>): Promise<T | undefined> {
    if (this.doing !== null) return undefined
    this.doing = what
    this.said = null
    const release = session.hold()
    try {
      return await work()
    } catch (thrown) {
      if (failedWith(thrown, 'signedOut')) return undefined
      this.said = { text: thrown instanceof Error ? thrown.message : m.app.unexpected, failed: true }
      return undefined
    } finally {
      release()
      this.doing = null
    }
  }
}
