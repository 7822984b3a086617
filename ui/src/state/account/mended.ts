/** The errors of a form without that of one field: it was edited, so what was said of it does not hold any more. */
export function mended<Errors extends Partial<Record<string, string>>>(errors: Errors, field: keyof Errors): Errors {
  if (errors[field] === undefined) return errors
  return Object.fromEntries(Object.entries(errors).filter(([wrong]) => wrong !== field)) as Errors
}
