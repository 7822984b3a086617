import { call } from './call'
import type { Account, AppStart, Opened, Renewed, Strength, ThemeChoice } from './model'

export const start = () => call<AppStart>('app_start')
export const passwordStrength = (password: string, name: string) =>
  call<Strength>('password_strength', { password, name })
export const register = (name: string, password: string) => call<Opened>('account_register', { name, password })
export const logIn = (name: string, password: string) => call<Opened>('session_log_in', { name, password })

export const who = () => call<Account>('session_who')
export const renew = () => call<Renewed>('session_renew')
export const logOut = () => call<null>('session_log_out')
export const lock = () => call<null>('session_lock')
export const changePassword = (current: string, next: string) =>
  call<null>('account_change_password', { current, new: next })
export const deleteOwn = (password: string) => call<null>('account_delete_own', { password })

export const list = () => call<Account[]>('accounts_list')
export const activate = (id: string) => call<null>('account_activate', { id })
export const deactivate = (id: string) => call<null>('account_deactivate', { id })
export const remove = (id: string) => call<null>('account_delete', { id })

/** Light or dark is known before anybody signs in, so it is the installation's, not an account's. */
export const setTheme = (theme: ThemeChoice) => call<null>('theme_set', { theme })
