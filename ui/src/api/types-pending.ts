import type { Account } from './types/Account'
import type { BookRow } from './types/BookRow'
import type { Counts } from './types/Counts'
import type { Book } from './types/Book'
import type { FieldError } from './types/FieldError'
import type { ImportCounts } from './types/ImportCounts'

/** Types that Rust will generate into ./types; each goes away when its generated one arrives. */

export interface AppStart {
  version: string
  accountsExist: boolean
  locked: string | null
  problem: string | null
  dataFolder: string
  theme: ThemeChoice
}
export type ThemeChoice = 'system' | 'light' | 'dark'
export interface Opened {
  token: string
  expiresIn: number
  account: Account
  session: string
}
export interface Renewed {
  token: string
  expiresIn: number
}
export interface IsbnForms {
  isbn13: string
  isbn10: string | null
}
export interface ImportFile {
  file: number
  name: string
  size: number
}
export type ImportProgress = ImportCounts & { bytes: number; totalBytes: number }
export type ErrorCode =
  | 'signedOut'
  | 'notPermitted'
  | 'wrongCredentials'
  | 'deactivated'
  | 'invalid'
  | 'nameTaken'
  | 'stale'
  | 'notFound'
  | 'historyMoved'
  | 'nothingToUndo'
  | 'cancelled'
  | 'storage'
  | 'busy'
export interface ApiError {
  code: ErrorCode
  message: string
  fields?: FieldError[]
  current?: Book
}

export interface ListOpened {
  list: number
  total: number
  version: number
  rows: BookRow[]
  counts: Counts
}
