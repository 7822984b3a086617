import { expect, it } from 'vitest'
import { daysSince, today } from './today'

it('today is the day of the reader’s own clock', () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})

it('a date is over when all that it can mean is over', () => {
  expect(daysSince('2026-05-01', '2026-05-31')).toBe(30)
  expect(daysSince('2026-05', '2026-05-31')).toBe(0)
  expect(daysSince('2024-02', '2024-03-01')).toBe(1)
  expect(daysSince('2026', '2026-05-31')).toBeLessThan(0)
  expect(daysSince('0050-01-01', '0050-01-02')).toBe(1)
  expect(daysSince('some day', '2026-05-31')).toBeNull()
})
