import { describe, expect, it } from 'vitest'
import { PAGE, Pages } from './pages'

const page = (n: number) => Array.from({ length: PAGE }, (_, i) => n * PAGE + i)

describe('the pages of a list', () => {
  it('give the rows that were fetched and no others', () => {
    const pages = new Pages<number>(1_000)
    pages.put(2, page(2))
    expect(pages.row(250)).toBe(250)
    expect(pages.row(199)).toBeUndefined()
  })

  it('name the pages that a view needs, up to the end of the list', () => {
    const pages = new Pages<number>(250)
    pages.put(0, page(0))
    expect(pages.missing(50, 1_000)).toEqual([1, 2])
    expect(pages.missing(-20, 30)).toEqual([])
    expect(new Pages<number>(0).missing(0, 30)).toEqual([])
    expect(new Pages<number>(200).missing(150, 300)).toEqual([1])
  })

  it('forget what was not looked at for longest', () => {
    const pages = new Pages<number>(100_000)
    for (let n = 0; n < 60; n += 1) {
      pages.put(n, page(n))
      pages.missing(0, 10)
    }
    expect(pages.row(5)).toBe(5)
    expect(pages.row(59 * PAGE)).toBe(59 * PAGE)
    expect(pages.row(5 * PAGE)).toBeUndefined()
  })
})
