import { expect, it, vi } from 'vitest'

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' }))

const { formatLately, formatSeconds } = await import('./format')

it('tells seconds as minutes and seconds', () => {
  expect([3, 64, 600, 3_599].map(formatSeconds)).toEqual(['0:03', '1:04', '10:00', '59:59'])
})

it('tells a moment by how the day is called', () => {
  const now = new Date(2026, 10, 24, 18, 30).getTime()
  const said = (day: number, hour: number) => formatLately(new Date(2026, 10, day, hour, 2).toISOString(), now)
  expect([said(24, 14), said(24, 0), said(23, 23), said(22, 23)]).toEqual([
    'today at 14:02',
    'today at 00:02',
    'yesterday at 23:02',
    'on 22 Nov 2026, 23:02',
  ])
})
