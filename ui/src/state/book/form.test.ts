import { describe, expect, it } from 'vitest'
import { blankBook, fieldOnScreen, saysTheSame, sentBook } from './form'
import { decimalText } from './money'

describe('a book being typed', () => {
  it('sends nothing for what is blank', () => {
    const sent = sentBook({ ...blankBook(), title: 'Kim', subtitle: '  ' })
    expect(sent.subtitle).toBeNull()
    expect(sent.contributors).toEqual([])
    expect(sent.price).toBeNull()
  })

  it('takes along a tag that was typed and not added', () => {
    expect(sentBook({ ...blankBook(), tags: ['sf'], tag: 'winter' }).tags).toEqual(['sf', 'winter'])
  })

  it('is not changed by a blank row', () => {
    const kim = { ...blankBook(), title: 'Kim' }
    expect(saysTheSame(kim, { ...kim, series: [{ name: '', number: '' }] })).toBe(true)
    expect(saysTheSame(kim, { ...kim, series: [{ name: 'Raj', number: '' }] })).toBe(false)
  })

  it('shows an error at the row that was meant', () => {
    const typed = {
      ...blankBook(),
      contributors: [
        { name: '', role: 'author' },
        { name: 'K', role: 'author' },
      ],
    }
    expect(fieldOnScreen(typed, 'contributors.0.name')).toBe('contributors.1.name')
    expect(fieldOnScreen(typed, 'title')).toBe('title')
    expect(fieldOnScreen(typed, 'tags.0')).toBe('tags.0')
  })
})

describe('a price', () => {
  it('has the digits of its currency', () => {
    expect(decimalText({ amount: 1299, currency: 'EUR' })).toBe('12.99')
    expect(decimalText({ amount: 5, currency: 'USD' })).toBe('0.05')
    expect(decimalText({ amount: 1299, currency: 'JPY' })).toBe('1299')
    expect(decimalText({ amount: 1, currency: 'KWD' })).toBe('0.001')
  })
})
