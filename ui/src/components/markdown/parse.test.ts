import { describe, expect, it } from 'vitest'
import { type Block, type Inline, parse } from './parse'

/** All that is shown, in order. */
function words(nodes: readonly (Block | Inline)[]): string {
  return nodes
    .map((node): string => {
      if (node.kind === 'break') return '\n'
      if (node.kind === 'rule') return '---'
      if (node.kind === 'list') return node.items.map(words).join(';')
      if ('text' in node) return node.text
      return words(node.children) + (node.kind === 'link' && node.address ? ` (${node.address})` : '')
    })
    .join('')
}

const shown = (text: string) => words(parse(text))

describe('a text', () => {
  it('keeps its line ends as breaks and blank lines as paragraphs', () => {
    const [first, second] = parse('one\ntwo\n\nthree')
    expect(first).toEqual({
      kind: 'paragraph',
      children: [{ kind: 'text', text: 'one' }, { kind: 'break' }, { kind: 'text', text: 'two' }],
    })
    expect(second).toEqual({ kind: 'paragraph', children: [{ kind: 'text', text: 'three' }] })
  })

  it('hides what stands between ||', () => {
    expect(parse('So: ||he *dies*||!')).toEqual([
      {
        kind: 'paragraph',
        children: [
          { kind: 'text', text: 'So: ' },
          {
            kind: 'spoiler',
            children: [
              { kind: 'text', text: 'he ' },
              { kind: 'em', children: [{ kind: 'text', text: 'dies' }] },
            ],
          },
          { kind: 'text', text: '!' },
        ],
      },
    ])
    expect(shown('a || b, c || d')).toBe('a || b, c || d')
    expect(shown('|a|b|\n|-|-|\n|c|d|')).toBe('|a|b|\n|-|-|\n|c|d|')
  })

  it('is never taken for HTML', () => {
    const attack = '<img src=x onerror=alert(1)><script>alert(1)</script>'
    expect(shown(attack)).toBe(attack)
    expect(shown('x <y> z & 3 &lt; 4 &amp; \\*')).toBe('x <y> z & 3 < 4 & *')
    expect(shown('H<sub>2</sub>O and <sub>alone')).toBe('H2O and <sub>alone')
  })

  it('names the address of a link or a picture', () => {
    expect(shown('[here](https://example.org/a) and https://example.org')).toBe(
      'here (https://example.org/a) and https://example.org',
    )
    expect(shown('[x](javascript:alert(1))')).toBe('x (javascript:alert(1))')
    expect(shown('![a cat](https://example.org/cat.png)')).toBe('a cat (https://example.org/cat.png)')
  })

  it('is shown as it was written where nobody could have meant it as Markdown', () => {
    expect(shown('>'.repeat(5_000))).toContain('>')
    expect(shown('['.repeat(30_000)).length).toBe(30_000)
    expect(shown('*a'.repeat(15_000)).replaceAll('*', '')).toBe('a'.repeat(15_000))
    expect(shown('||'.repeat(15_000)).length).toBe(30_000)
  }, 20_000)

  it('keeps lists, quotations and code', () => {
    expect(parse('3. a\n4. b')).toMatchObject([{ kind: 'list', start: 3 }])
    expect(parse('- a\n- b')).toMatchObject([{ kind: 'list', start: null }])
    expect(parse('> a')).toMatchObject([{ kind: 'quote' }])
    expect(parse('```\na <b>\n```')).toEqual([{ kind: 'code', text: 'a <b>' }])
    expect(shown('    four blanks')).toContain('four blanks')
  })
})
