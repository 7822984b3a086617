import type { TypedBook, TypedField } from './form'
import { sentBook } from './form'

export type Side = 'mine' | 'saved'

/** A field in which my version and the saved one differ, and which of them is kept unless the person says otherwise. */
export interface Difference {
  field: TypedField
  suggested: Side
}

/**
 * Compares what I typed with what somebody saved meanwhile. `base` is what both began with: where only one of the two touched a field, that
 * one is suggested; where both did, mine is, for it is the one that would otherwise be lost.
 */
export function differences(base: TypedBook, mine: TypedBook, saved: TypedBook): Difference[] {
  const [b, m, s] = [base, mine, saved].map((typed) => {
    const { price, ...rest } = sentBook(typed)
    return { ...rest, price: price ?? { amount: '', currency: '' } }
  }) as [Sent, Sent, Sent]
  const fields = Object.keys(mine).filter((field) => field !== 'tag') as TypedField[]
  return fields
    .filter((field) => !same(m[field], s[field]))
    .map((field) => ({
      field,
      suggested: same(m[field], b[field]) ? 'saved' : 'mine',
    }))
}

/** The saved book with every field that is to be mine put back. */
export function merged(mine: TypedBook, saved: TypedBook, kept: ReadonlyMap<TypedField, Side>): TypedBook {
  const mineOnly = [...kept].filter(([, side]) => side === 'mine').map(([field]) => [field, mine[field]])
  return structuredClone({ ...saved, ...Object.fromEntries(mineOnly) })
}

type Sent = Record<TypedField, unknown>

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
