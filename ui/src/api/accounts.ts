import { call } from './call'
import type { Account, AppStart, Opened, Renewed, Strength, ThemeChoice } from './model'

export const start = () => call<AppStart>('app_start')
export const passwordStrength = (password: string, name: string) =>
  call<Strength>('password_strength', { password, name })
export const register = (name: string, password: string) => call<Opened>('account_register', { name, password })
/** `stay`: this device signs in by itself from now on, for thirty days. */
export const logIn = (name: string, password: string, stay: boolean) =>
  call<Opened>('session_log_in', { name, password, stay })
/** Signs in whom this device is to stay signed in, if anybody. */
export const resume = () => call<Opened | null>('session_resume')
/** A new password by the recovery code. */
export const recover = (name: string, code: string, password: string) =>
  call<Opened>('account_recover', { name, code, password })

export const who = () => call<Account>('session_who')
export const renew = () => call<Renewed>('session_renew')
export const logOut = () => call<null>('session_log_out')
export const lock = () => call<null>('session_lock')
export const changePassword = (current: string, next: string) =>
  call<null>('account_change_password', { current, new: next })
/** A new password, and a new key for the library. The session ends, and another one begins. */
export const passwordLeaked = (current: string, next: string) =>
  call<Opened>('account_password_leaked', { current, new: next })
export const deleteOwn = (password: string) => call<null>('account_delete_own', { password })

export const list = () => call<Account[]>('accounts_list')
export const activate = (id: string) => call<null>('account_activate', { id })
export const deactivate = (id: string) => call<null>('account_deactivate', { id })
export const remove = (id: string) => call<null>('account_delete', { id })

/** Light or dark is known before anybody signs in, so it is the installation's, not an account's. */
export const setTheme = (theme: ThemeChoice) => call<null>('theme_set', { theme })
