/** What the backend says of a value is a clause; beside a field it stands alone, as a sentence. */
export function asSentence(text: string): string {
  const [first = '', ...rest] = text.trim()
  const sentence = first.toLocaleUpperCase() + rest.join('')
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`
}
