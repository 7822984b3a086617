import type { Strength } from '../model'
import { invalid } from './errors'

/** By its length alone. */
export function strength(password: string): Strength {
  const score = Math.min(4, Math.floor(password.length / 5))
  const tooShort = password.length < 12
  return {
    score,
    guessesLog10: score * 3,
    warning: tooShort ? 'singleWord' : null,
    suggestions: ['addAnotherWord'],
    problem: tooShort
      ? { code: 'tooShort', minimum: 12, found: password.length }
      : score < 3
        ? { code: 'tooEasyToGuess', minimum: 3, found: score }
        : null,
  }
}

export function checkedPassword(field: string, password: string): string {
  if (strength(password).problem !== null) throw invalid(field, 'This password is too easy to guess.')
  return password
}
