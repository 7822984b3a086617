import { Marked, type Token, type Tokens } from 'marked'

/*
 * Markdown as a tree that components draw: no HTML is made anywhere, so a text can show nothing but text. Links and pictures are named with
 * their address and lead nowhere; tags are text, but for `sub` and `sup`. A line end is a line break. `||…||` is a spoiler.
 */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'em' | 'del' | 'sub' | 'sup' | 'spoiler'; children: Inline[] }
  | { kind: 'link'; children: Inline[]; address: string | null }

export type Block =
  | { kind: 'paragraph' | 'heading'; children: Inline[] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'code'; text: string }
  | { kind: 'rule' }

/** Beyond this a text is shown as it was written: nobody nests so deep on purpose. */
const DEEPEST = 12
/** A review of a hundred pages; the parser's time grows faster than the text for some texts. */
const LONGEST = 40_000

const SPOILER = /^\|\|(?=\S)([^\n]*?\S)\|\|(?!\|)/

const marked = new Marked({
  gfm: true,
  breaks: true,
  // `||` opens spoilers here, not cells, and an indented line is a line that begins with blanks.
  tokenizer: { table: () => undefined, code: () => undefined, def: () => undefined },
  extensions: [
    {
      name: 'spoiler',
      level: 'inline',
      start: (text: string) => {
        const at = text.indexOf('||')
        return at < 0 ? undefined : at
      },
      tokenizer(text: string) {
        const [raw, inner] = SPOILER.exec(text) ?? []
        if (raw === undefined || inner === undefined) return undefined
        return { type: 'spoiler', raw, tokens: this.lexer.inlineTokens(inner) }
      },
    },
  ],
})

export function parse(text: string): Block[] {
  if (text.length > LONGEST) return asWritten(text)
  try {
    return blocks(marked.lexer(text), 0)
  } catch {
    return asWritten(text)
  }
}

function asWritten(text: string): Block[] {
  return text.split(/\n{2,}/).map((part) => ({ kind: 'paragraph', children: lines(part) }))
}

const lines = (text: string): Inline[] =>
  text.split('\n').flatMap((line, at): Inline[] => [...(at > 0 ? [BREAK] : []), { kind: 'text', text: line }])

const BREAK: Inline = { kind: 'break' }

function blocks(tokens: Token[], depth: number): Block[] {
  if (depth > DEEPEST) throw new Error('too deep')
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case 'space':
      case 'checkbox':
        return []
      case 'heading':
        return [{ kind: 'heading', children: inlines((token as Tokens.Heading).tokens, depth) }]
      case 'paragraph':
      case 'text':
        return [{ kind: 'paragraph', children: inlines(token.tokens ?? [token], depth) }]
      case 'blockquote':
        return [{ kind: 'quote', children: blocks((token as Tokens.Blockquote).tokens, depth + 1) }]
      case 'list': {
        const { items, ordered, start } = token as Tokens.List
        const first = ordered && typeof start === 'number' ? start : 1
        return [
          { kind: 'list', start: ordered ? first : null, items: items.map((item) => blocks(item.tokens, depth + 1)) },
        ]
      }
      case 'code':
        return [{ kind: 'code', text: (token as Tokens.Code).text }]
      case 'hr':
        return [{ kind: 'rule' }]
      default:
        return [{ kind: 'paragraph', children: lines(token.raw.trim()) }]
    }
  })
}

function inlines(tokens: Token[], depth: number): Inline[] {
  if (depth > DEEPEST) throw new Error('too deep')
  const all: Inline[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token
    const raised = token.type === 'html' ? /^<(sub|sup)>$/.exec(token.raw)?.[1] : undefined
    if (raised === undefined) {
      all.push(...inline(token, depth))
      continue
    }
    const end = tokens.findIndex(({ raw }, place) => place > at && raw === `</${raised}>`)
    if (end < 0) {
      all.push({ kind: 'text', text: token.raw })
      continue
    }
    all.push({ kind: raised as 'sub' | 'sup', children: inlines(tokens.slice(at + 1, end), depth + 1) })
    at = end
  }
  return all
}

function inline(token: Token, depth: number): Inline[] {
  const children = () => inlines(('tokens' in token && token.tokens) || [], depth + 1)
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
    case 'spoiler':
      return [{ kind: token.type, children: children() }]
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }]
    case 'br':
      return [BREAK]
    case 'link': {
      const { href, text } = token as Tokens.Link
      // A bare address says itself.
      const plain = href.replace(/^mailto:|^https?:\/\//, '')
      return [{ kind: 'link', children: children(), address: text.includes(plain) ? null : href }]
    }
    case 'image': {
      const { href, text } = token as Tokens.Image
      return [{ kind: 'link', children: [{ kind: 'text', text }], address: href }]
    }
    case 'text':
      return token.tokens ? inlines(token.tokens, depth + 1) : lines(entities((token as Tokens.Text).text))
    case 'escape':
      return [{ kind: 'text', text: (token as Tokens.Escape).text }]
    default:
      return lines(token.raw)
  }
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: '\u00a0' }

/** The characters that HTML writes as words and that Markdown therefore does, too. */
function entities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name: string) => {
    if (name) return NAMED[name] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
  })
}
