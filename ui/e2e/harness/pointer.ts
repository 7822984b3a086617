import { execFileSync } from 'node:child_process'
import type { App } from './app'
import { eventually } from './wait'

/** How far down an element something is let go: its middle, or near its lower edge. */
export type Part = 'middle' | 'end'

const STEPS = 12

/**
 * Drags what `from` matches to what `to` matches, with the pointer of the virtual display: WebDriver's own pointer begins no drag. The pointer
 * goes in small steps, each waiting until the page has seen one, as a hand does.
 */
export async function drag(app: App, from: string, to: string, part: Part = 'middle'): Promise<void> {
  const origin = await originOf(app)
  const [start, end] = [await pointOf(app, from, 'middle'), await pointOf(app, to, part)]
  const at = (step: number): Point => ({
    x: Math.round(origin.x + start.x + ((end.x - start.x) * step) / STEPS),
    y: Math.round(origin.y + start.y + ((end.y - start.y) * step) / STEPS),
  })
  move(app, at(0))
  xdotool(app, 'mousedown', '1')
  await app.page.painted()
  for (let step = 1; step <= STEPS; step += 1) {
    move(app, at(step))
    await app.page.painted()
  }
  // The last place must have been seen before it is let go.
  await eventually('the drag is over its goal', () => {
    move(app, { ...at(STEPS), x: at(STEPS).x + 1 })
    move(app, at(STEPS))
    return app.page.ask<boolean>('return document.querySelector(arguments[0]).matches(":hover") || window.dragSeen', to)
  })
  await app.page.painted()
  xdotool(app, 'mouseup', '1')
}

interface Point {
  x: number
  y: number
}

/** Where on the display the page begins: asked by moving the pointer and looking where the page sees it. */
async function originOf(app: App): Promise<Point> {
  await app.page.ask(
    `window.pointerSeen = null; window.dragSeen = false;
     addEventListener('mousemove', ({ clientX, clientY }) => (window.pointerSeen = { x: clientX, y: clientY }), true);
     addEventListener('dragover', () => (window.dragSeen = true), { capture: true, once: true });`,
  )
  let offset = 0
  return eventually('the page sees the pointer', async () => {
    const place = { x: 500 + (offset++ % 5), y: 400 }
    move(app, place)
    await app.page.painted()
    const seen = await app.page.ask<Point | null>('return window.pointerSeen')
    return seen && { x: place.x - seen.x, y: place.y - seen.y }
  })
}

function pointOf(app: App, selector: string, part: Part): Promise<Point> {
  return app.page.ask<Point>(
    `const box = document.querySelector(arguments[0]).getBoundingClientRect();
     return { x: box.x + Math.min(box.width / 2, 200), y: box.y + box.height * arguments[1] }`,
    selector,
    part === 'middle' ? 0.5 : 0.9,
  )
}

const move = (app: App, { x, y }: Point) => xdotool(app, 'mousemove', String(x), String(y))

function xdotool(app: App, ...words: string[]): void {
  execFileSync('xdotool', words, { env: app.home.environment(), stdio: 'ignore' })
}
