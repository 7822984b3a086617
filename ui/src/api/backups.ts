import { call } from './call'
import type { BackupFound, BackupList, BackupLook, Contents, Opened, Rehearsal, SecretKind } from './model'

export const list = () => call<BackupList>('backups_list')
export const makeNow = () => call<Rehearsal>('backup_now')
/** Into a file that the person chooses; null when they did not. */
export const save = () => call<Rehearsal | null>('backup_save')
export const chooseFolder = () => call<BackupList | null>('backup_folder_choose')
export const resetFolder = () => call<BackupList>('backup_folder_reset')

export const choose = () => call<BackupFound | null>('backup_choose')
export const pick = (made: string) => call<BackupFound>('backup_pick', { made })
/** Without a secret, with the key that the library has now. */
export const look = (file: number, secret: string | null, by: SecretKind) =>
  call<BackupLook>('backup_look', { file, secret, by })
export const restore = (file: number, secret: string | null, by: SecretKind) =>
  call<Contents>('backup_restore', { file, secret, by })

/** The same before anybody is signed in: the backup brings its account along. */
export const chooseAccount = () => call<BackupFound | null>('restore_choose')
export const lookIntoAccount = (file: number, secret: string, by: SecretKind) =>
  call<BackupLook>('restore_look', { file, secret, by })
export const restoreAccount = (file: number, secret: string, by: SecretKind, name: string) =>
  call<Opened>('restore_account', { file, secret, by, name })
