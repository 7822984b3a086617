import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiFailure } from '../../../api/failure'
import type { Book, Change, Doubts, ErrorCode, FieldError } from '../../../api/model'
import { sentLoan, typedCopy, typedLoan } from './typed'

interface Typed {
  value: string
  price: { amount: string }
}
type Sent = [Typed, string, Doubts]

const book = (revision: string) => ({ id: '1', revision }) as Book
const saved: Change<Book> = { value: book('2'), entry: 'e' }
const refusal = (code: ErrorCode, fields: FieldError[] = [], current?: Book) =>
  new ApiFailure({ code, message: 'no', fields, ...(current && { current }) })

/** A form whose answers are given beforehand. */
async function form(...answers: (Change<Book> | ApiFailure)[]) {
  const { PartForm } = await import('./partForm.svelte')
  const sent: Sent[] = []
  const stale: Book[] = []
  const typed: Typed = { value: '500', price: { amount: '' } }
  const made = new PartForm(
    book('1'),
    typed,
    (...one) => {
      sent.push(one)
      const answer = answers.shift()
      return answer instanceof ApiFailure || !answer
        ? Promise.reject(answer ?? refusal('busy'))
        : Promise.resolve(answer)
    },
    (current) => stale.push(current),
  )
  return { made, sent, stale }
}

beforeEach(() => {
  vi.stubGlobal('navigator', { languages: ['en-GB'], platform: '' })
})

describe('a form of a part of a book', () => {
  it('asks about what looks wrong, and keeps it when it is said to stand', async () => {
    const doubt = refusal('doubtful', [{ field: 'value', message: 'the book has 300 pages' }])
    const { made, sent } = await form(doubt, saved)
    expect(await made.save()).toBeNull()
    expect(made.questions.get('value')).toBe('The book has 300 pages.')
    expect(made.errors.size).toBe(0)
    expect(await made.save('keep')).toEqual(saved)
    expect(sent.map(([, base, doubts]) => [base, doubts])).toEqual([
      ['1', 'ask'],
      ['1', 'keep'],
    ])
  })

  it('takes back what it said of a field that is typed into, and of its parts', async () => {
    const wrong = ['value', 'price.amount'].map((field) => ({ field, message: 'no' }))
    const { made } = await form(refusal('invalid', wrong))
    await made.save()
    made.mend('price')
    expect([...made.errors.keys()]).toEqual(['value'])
    made.mend('value')
    expect(made.errors.size).toBe(0)
  })

  it('keeps what was typed when the book was changed meanwhile, and saves on top of that', async () => {
    const { made, sent, stale } = await form(refusal('stale', [], book('7')), saved)
    made.typed.value = '40'
    expect(await made.save()).toBeNull()
    expect(made.problem).toContain('changed meanwhile')
    expect(stale).toEqual([book('7')])
    expect(made.typed.value).toBe('40')
    expect(await made.save()).toEqual(saved)
    expect(sent.map(([typed, base]) => [typed.value, base])).toEqual([
      ['40', '1'],
      ['40', '7'],
    ])
  })

  it('says nothing when the session is over: the lock screen does', async () => {
    const { made } = await form(refusal('signedOut'))
    await made.save()
    expect(made.problem).toBeNull()
    expect(made.saving).toBe(false)
  })
})

it('a loan that is still out has no day on which it came back', () => {
  const typed = { ...typedLoan(null, null), person: 'Grace', returned: '2026-05-01' }
  expect(sentLoan(typed).returned).toBeNull()
  expect(sentLoan({ ...typed, back: true }).returned).toBe('2026-05-01')
})

it('a copy without a price begins with the currency that is likely', () => {
  expect(typedCopy(null, 'EUR').price).toEqual({ amount: '', currency: 'EUR' })
})
