/** How long a journey waits for something that a person would see at once, on a slow and busy computer. */
export const PATIENCE = 30_000

const PAUSE = 40

/** Asks until `ask` gives something truthy, and returns that; the error says what was waited for. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T> | T,
  patience = PATIENCE,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + patience
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) throw new Error(`waited ${patience / 1000} s in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
}
