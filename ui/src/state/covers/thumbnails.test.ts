import { beforeEach, describe, expect, it } from 'vitest'
import { Thumbnails } from './thumbnails'

let calls: string[][]
let dropped: string[]
let frames: (() => void)[]
let answer: (hashes: string[]) => Promise<(Uint8Array<ArrayBuffer> | null)[]>
const picture = (hash: string) => (hash === 'gone' ? null : new Uint8Array([hash.length]))

const make = (kept?: number) =>
  new Thumbnails(
    {
      fetch: (hashes) => (calls.push(hashes), answer(hashes)),
      nextFrame: (then) => void frames.push(then),
      makeUrl: ([length]) => `blob:${length}:${calls.length}`,
      dropUrl: (url) => void dropped.push(url),
    },
    kept,
  )

const settled = () => new Promise((resolve) => setTimeout(resolve))

async function frame() {
  for (const then of frames.splice(0)) then()
  await settled()
}

beforeEach(() => {
  calls = []
  dropped = []
  frames = []
  answer = (hashes) => Promise.resolve(hashes.map(picture))
})

describe('thumbnails', () => {
  it('asked for in one frame go out as one call, each told to all who asked', async () => {
    const cache = make()
    const told: (string | null)[] = []
    for (const hash of ['a', 'bb', 'a', 'gone']) cache.hold(hash, (url) => told.push(url))
    await frame()
    expect(calls).toEqual([['a', 'bb', 'gone']])
    expect(told).toEqual(['blob:1:1', 'blob:1:1', 'blob:2:1', null])
  })

  it('known ones are told at once', async () => {
    const cache = make()
    cache.hold('a', () => undefined)
    await frame()
    let url: string | null = null
    cache.hold('a', (found) => (url = found))
    expect(url).toBe('blob:1:1')
    expect(calls).toHaveLength(1)
  })

  it('scrolled past before the frame are not fetched', async () => {
    const cache = make()
    cache.hold('a', () => undefined)()
    cache.hold('bb', () => undefined)
    await frame()
    expect(calls).toEqual([['bb']])
  })

  it('are let go when there are too many, but not while they are shown', async () => {
    const cache = make(1)
    cache.hold('a', () => undefined)
    const release = cache.hold('bb', () => undefined)
    await frame()
    expect(dropped).toEqual([])
    release()
    expect(dropped).toEqual(['blob:2:1'])
    cache.hold('bb', () => undefined)
    await frame()
    expect(calls).toEqual([['a', 'bb'], ['bb']])
  })

  it('of one person are gone when another comes, also those on their way', async () => {
    const cache = make()
    cache.hold('a', () => undefined)
    await frame()
    let late: unknown = 'never told'
    answer = () => settled().then(() => [new Uint8Array(1)])
    cache.hold('bb', (url) => (late = url))
    const running = frame()
    cache.clear()
    await running
    await settled()
    expect(dropped).toEqual(['blob:1:1'])
    expect(late).toBe('never told')
    answer = (hashes) => Promise.resolve(hashes.map(picture))
    cache.hold('a', () => undefined)
    await frame()
    expect(calls.at(-1)).toEqual(['a'])
  })

  it('whose call failed are asked for again when they are shown again', async () => {
    const cache = make()
    answer = () => Promise.reject(new Error('signed out'))
    const release = cache.hold('a', () => undefined)
    await frame()
    release()
    answer = (hashes) => Promise.resolve(hashes.map(picture))
    let url: string | null = null
    cache.hold('a', (found) => (url = found))
    await frame()
    expect(url).toBe('blob:1:2')
  })
})
