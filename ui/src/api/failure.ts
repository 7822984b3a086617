import type { ApiError, Book, ErrorCode, FieldError, HistoryEntry, NameId } from './model'

/** `unexpected`: not an answer of the backend at all (a defect, or the two halves do not fit). */
export type FailureCode = ErrorCode | 'unexpected'

/** What a command answers when it does not succeed. */
export class ApiFailure extends Error {
  readonly code: FailureCode
  readonly fields: readonly FieldError[]
  readonly current: Book | null
  readonly takenBy: NameId | null
  readonly entries: readonly HistoryEntry[]
  /** Seconds until another attempt to log in counts. */
  readonly wait: number

  constructor(error: Omit<ApiError, 'code'> & { code: FailureCode }) {
    super(error.message)
    this.name = 'ApiFailure'
    this.code = error.code
    this.fields = error.fields ?? []
    this.current = error.current ?? null
    this.takenBy = error.takenBy ?? null
    this.entries = error.entries ?? []
    this.wait = error.wait ?? 0
  }
}

function isApiError(thrown: unknown): thrown is ApiError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown
}

export function toFailure(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown
  if (isApiError(thrown)) return new ApiFailure(thrown)
  return new ApiFailure({ code: 'unexpected', message: typeof thrown === 'string' ? thrown : String(thrown) })
}

/** Whether `thrown` is a failure with one of these codes. */
export function failedWith(thrown: unknown, ...codes: FailureCode[]): thrown is ApiFailure {
  return thrown instanceof ApiFailure && codes.includes(thrown.code)
}
