import { writeFileSync } from 'node:fs'
import type { App } from './app'
import { chooseFile } from './file-dialog'
import { holds } from './list'
import { SHELF, asGoodreadsExport } from './shelf'

/** Fills the library on the screen with the books of `SHELF`. */
export async function fillLibrary(app: App): Promise<void> {
  const { page } = app
  const exported = app.home.path('goodreads_library_export.csv')
  writeFileSync(exported, asGoodreadsExport(SHELF))
  await page.click('#import')
  await chooseFile(app, () => page.click('#import-choose'), exported)
  await page.click('#import-run')
  await page.click('#import-done')
  await holds(page, SHELF.length)
}
