import { describe, expect, it } from 'vitest'
import { blankBook, type TypedBook } from '../book/form'
import { mergedBook, questions, type MergeField } from './merging'

const book = (fields: Partial<TypedBook>): TypedBook => ({ ...blankBook(), title: 'Kim', ...fields })
const asked = (books: TypedBook[], kept = 0) => questions(books, kept).map(({ field }) => field)

describe('merging books', () => {
  it('asks about nothing in which they agree', () => {
    const one = book({ pages: '300', tags: ['india'] })
    expect(questions([one, structuredClone(one)], 0)).toEqual([])
  })

  it('does not take blank rows or missing values for an answer', () => {
    const blankRow = book({ contributors: [{ name: ' ', role: 'author' }] })
    expect(asked([book({}), blankRow])).toEqual([])
    const [question] = questions([book({}), book({ pages: '300' })], 0)
    expect(question).toMatchObject({ field: 'pages', suggested: 1, contested: false })
  })

  it('suggests what the book that stays says, where two contradict each other', () => {
    const two = [book({ pages: '300' }), book({ pages: '302' })]
    expect(questions(two, 0)[0]).toMatchObject({ field: 'pages', suggested: 0, contested: true })
    expect(questions(two, 1)[0]).toMatchObject({ suggested: 1 })
    expect(mergedBook(two, 1, new Map()).pages).toBe('302')
  })

  it('offers one value once, however many have it', () => {
    const [question] = questions([book({ pages: '1' }), book({ pages: '2' }), book({ pages: '1' })], 0)
    expect(question?.options.map(({ of }) => of)).toEqual([[0, 2], [1]])
  })

  it('puts tags, series and texts together unless told otherwise', () => {
    const one = book({ tags: ['SF', 'winter'], notes: 'Mine.', series: [{ name: 'Hainish', number: '4' }] })
    const other = book({ tags: ['sf', 'ice'], notes: 'A present.', series: [{ name: 'Hainish', number: '' }] })
    const result = mergedBook([one, other], 0, new Map())
    expect(result.tags).toEqual(['SF', 'winter', 'ice'])
    expect(result.notes).toBe('Mine.\n\nA present.')
    expect(result.series).toEqual([{ name: 'Hainish', number: '4' }])
    expect(mergedBook([one, other], 1, new Map()).series).toEqual([{ name: 'Hainish', number: '4' }])
    const choices = new Map<MergeField, number>([['notes', 1]])
    expect(mergedBook([one, other], 0, choices).notes).toBe('A present.')
  })

  it('keeps each series with every number it is given', () => {
    const one = book({
      series: [
        { name: 'Hainish', number: '4' },
        { name: 'Masterworks', number: '' },
      ],
    })
    const other = book({
      series: [
        { name: 'masterworks', number: '16' },
        { name: 'hainish', number: '5' },
        { name: 'Hainish', number: '' },
      ],
    })
    expect(mergedBook([one, other], 0, new Map([['series', 'all']])).series).toEqual([
      { name: 'Hainish', number: '4' },
      { name: 'Hainish', number: '5' },
      { name: 'Masterworks', number: '16' },
    ])
  })

  it('does not offer to put together what one of them has by itself', () => {
    const [question] = questions([book({ tags: ['sf'] }), book({ tags: ['sf', 'ice'] })], 0)
    expect(question?.options).toHaveLength(2)
    expect(question?.suggested).toBe(1)
  })

  it('can put people together, and keeps those of the book that stays otherwise', () => {
    const person = (name: string) => ({ name, role: 'author' })
    const two = [book({ contributors: [person('Ada')] }), book({ contributors: [person('Eve'), person('Ben')] })]
    expect(mergedBook(two, 0, new Map()).contributors).toEqual([person('Ada')])
    expect(mergedBook(two, 0, new Map([['contributors', 'all']])).contributors).toHaveLength(3)
  })

  it('decides each field of the reader’s own by itself', () => {
    const one = book({ custom: [{ field: '1', value: 'blue' }] })
    const other = book({
      custom: [
        { field: '1', value: 'red' },
        { field: '2', value: '5' },
      ],
    })
    expect(asked([one, other])).toEqual(['custom.1', 'custom.2'])
    expect(mergedBook([one, other], 0, new Map([['custom.1', 1]])).custom).toEqual([
      { field: '1', value: 'red' },
      { field: '2', value: '5' },
    ])
  })

  it('a favourite stays one', () => {
    expect(mergedBook([book({}), book({ favourite: true })], 0, new Map()).favourite).toBe(true)
  })
})
