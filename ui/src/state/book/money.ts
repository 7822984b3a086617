import type { Money } from '../../api/model'

/*
 * Digits after the point, where they are not two. ISO 4217's own, as the library counts them: `Intl` follows custom instead and has none for
 * currencies whose small coins went out of use.
 */
const WHOLE = new Set(
  'JPY KRW BIF CLP DJF GNF ISK KMF PYG RWF UGX UYI VND VUV XAF XOF XPF ADP BEF BYR ESP GRD ITL LUF MGF PTE TPE TRL'.split(
    ' ',
  ),
)
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

export function digitsAfterPoint(currency: string): number {
  if (WHOLE.has(currency)) return 0
  if (THOUSANDTHS.has(currency)) return 3
  return currency === 'CLF' || currency === 'UYW' ? 4 : 2
}

/** The amount as it would be typed: `12.99`. */
export function decimalText({ amount, currency }: Money): string {
  const digits = digitsAfterPoint(currency)
  const text = String(amount).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** Every currency that this computer knows, for suggestions. */
export function knownCurrencies(): string[] {
  return Intl.supportedValuesOf('currency')
}
