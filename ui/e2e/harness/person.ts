import type { App } from './app'
import type { Page } from './page'

/** Somebody with a library. */
export interface Person {
  name: string
  password: string
}

export const ADA: Person = { name: 'Ada', password: 'violet teapot under the stairs' }
export const BEN: Person = { name: 'Ben', password: 'seven lanterns on a slow river' }

/** Deriving the key takes up to a second on a quiet computer, and a multiple of that on a busy one. */
const KEY_PATIENCE = 60_000

/** Fills in the form for a new library and waits for the empty shelves. */
export async function register({ page }: App, person: Person): Promise<void> {
  await page.screen('welcome')
  await page.fill('#register-name', person.name)
  await page.fill('#register-password', person.password)
  // What is typed into one field must not end up in another.
  if ((await page.value('#register-name')) !== person.name) throw new Error('typing the password changed the name')
  await page.click('#register-submit')
  await page.screen('library', KEY_PATIENCE)
  await page.says('#account-menu', person.name)
}

/** Logs in from the log-in screen and waits for the library. */
export async function logIn({ page }: App, person: Person): Promise<void> {
  await page.screen('logIn')
  await page.fill('#login-name', person.name)
  await page.fill('#login-password', person.password)
  await page.click('#login-submit')
  await page.screen('library', KEY_PATIENCE)
}

/** Unlocks after a lock or an expired token. */
export async function unlock({ page }: App, person: Person): Promise<void> {
  await page.screen('locked')
  await page.fill('#unlock-password', person.password)
  await page.click('#unlock-submit')
  await page.screen('library', KEY_PATIENCE)
}

/** Chooses an entry of the account menu. */
export async function chooseInAccountMenu(page: Page, entry: string): Promise<void> {
  await page.click('#account-menu')
  await page.click(entry)
}

export async function logOut({ page }: App): Promise<void> {
  await chooseInAccountMenu(page, '#menu-logout')
  await page.screen('logIn')
}

/** What goes into the editor, by the end of the field's id. */
export type Fields = Partial<
  Record<'title' | 'subtitle' | 'publisher' | 'published' | 'isbn' | 'language' | 'pages' | 'notes', string>
>

/** Opens the editor for a new book, fills it in and saves. */
export async function addBook({ page }: App, author: string, fields: Fields): Promise<void> {
  await page.click('#add-book')
  await page.see('#editor')
  await fillIn(page, fields)
  await page.fill('#book-contributors-0-name', author)
  await save(page)
}

export async function fillIn(page: Page, fields: Fields): Promise<void> {
  for (const [field, text] of Object.entries(fields)) await page.fill(`#book-${field}`, text)
}

export async function save(page: Page): Promise<void> {
  await page.click('#editor-save')
  await page.gone('#editor')
}
