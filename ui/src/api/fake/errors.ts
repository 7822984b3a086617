import { ApiFailure } from '../failure'
import type { Book, FieldError } from '../model'
import type { ErrorCode } from '../model'

export const refuse = (code: ErrorCode, message: string, more: { fields?: FieldError[]; current?: Book } = {}) =>
  new ApiFailure({ code, message, ...more })

export const invalid = (field: string, message: string) => refuse('invalid', message, { fields: [{ field, message }] })
