/** What is pressed in a row may go with it, or become another row's when that is drawn anew: the row itself keeps the keyboard. */
export function focusRowOf(target: EventTarget | null) {
  if (target instanceof Element) target.closest<HTMLElement>('[data-index]')?.focus({ preventScroll: true })
}
