/** Chooses the form of a word for a number, by the language's own rules; `#` is the number. */
export function pluralIn(locale: string) {
  const rules = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale)
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }) =>
    (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}
