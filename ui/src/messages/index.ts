import { en } from './en'

/** What every language has to say. */
export type Messages = typeof en

/** The words on the screen. */
export const m: Messages = en
