import type { Page } from './page'
import { eventually } from './wait'

const ROW = '[role=row][data-id]'

/** Types into the search box and waits until the list holds as many books as are expected. */
export async function search(page: Page, text: string, found: number): Promise<void> {
  await page.fill('#search', text)
  await holds(page, found)
}

/** Waits until the list holds that many books. */
export async function holds(page: Page, count: number): Promise<void> {
  if (count === 0) await page.gone('[role=grid]')
  else await page.see(`[role=grid][aria-rowcount="${count + 1}"]`)
}

/** The titles that the list shows, from the top; a list of thousands has only those near the eye. */
export function titles(page: Page): Promise<string[]> {
  return page.ask<string[]>(
    `return [...document.querySelectorAll(arguments[0])]
       .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
       .map((row) => row.querySelector('.title')?.textContent.trim())
       .filter(Boolean)`,
    ROW,
  )
}

/** Waits until the list begins with these titles. */
export async function beginsWith(page: Page, expected: string[]): Promise<void> {
  let last: string[] = []
  await eventually(`the list begins with ${expected.join(', ')}`, async () => {
    last = (await titles(page)).slice(0, expected.length)
    return last.every((title, at) => title === expected[at]) && last.length === expected.length
  }).catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message}; it begins with ${last.join(', ')}`)
  })
}

/** Opens a book beside the list. */
export async function openBook(page: Page, title: string): Promise<void> {
  // A list that is just being read anew may move under the hand: a person who sees another book presses again.
  await eventually(`“${title}” is open`, async () => {
    await page.clickHolding(ROW, title)
    return page.says('#details-title', title, 3_000).then(
      () => true,
      () => false,
    )
  })
}
