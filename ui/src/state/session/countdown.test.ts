import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Countdown } from './countdown.svelte'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('counts each second and says once that it is over', () => {
  const over = vi.fn()
  const countdown = new Countdown()
  countdown.begin(64, over)
  expect([countdown.left, countdown.from]).toEqual([64, 64])
  vi.advanceTimersByTime(1_000)
  expect(countdown.left).toBe(63)
  vi.advanceTimersByTime(62_500)
  expect(countdown.left).toBe(1)
  expect(over).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(countdown.left).toBe(0)
  expect(over).toHaveBeenCalledOnce()
})

it('knows how long the computer slept', () => {
  const over = vi.fn()
  const countdown = new Countdown()
  countdown.begin(60, over)
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(250)
  expect(over).toHaveBeenCalledOnce()
})

it('that is stopped says nothing', () => {
  const over = vi.fn()
  const countdown = new Countdown()
  countdown.begin(5, over)
  countdown.stop()
  vi.advanceTimersByTime(10_000)
  expect(countdown.left).toBe(0)
  expect(over).not.toHaveBeenCalled()
})

it('begins with nothing to wait for', () => {
  const over = vi.fn()
  const countdown = new Countdown()
  countdown.begin(0, over)
  vi.advanceTimersByTime(10_000)
  expect(over).not.toHaveBeenCalled()
})
