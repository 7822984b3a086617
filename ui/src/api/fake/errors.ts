import { ApiFailure } from '../failure'
import type { ApiError, ErrorCode } from '../model'

export const refuse = (code: ErrorCode, message: string, more: Omit<ApiError, 'code' | 'message'> = {}) =>
  new ApiFailure({ code, message, ...more })

export const invalid = (field: string, message: string) => refuse('invalid', message, { fields: [{ field, message }] })
