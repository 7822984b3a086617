import { describe, expect, it } from 'vitest'
import { commandOf, type Pressed, type Where } from './keys'

const press = (keys: string, where: Partial<Where> = {}) => {
  const parts = keys.split('+')
  const pressed: Pressed = {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Cmd'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  }
  return commandOf(pressed, { typing: false, mac: false, ...where })
}

describe('a key', () => {
  it('means the same in a list and on a Mac', () => {
    expect(press('Ctrl+f')).toBe('search')
    expect(press('Cmd+f', { mac: true })).toBe('search')
    expect(press('Ctrl+f', { mac: true })).toBeNull()
    expect(press('Ctrl+Shift+Z')).toBe('redo')
    expect(press('Ctrl+y')).toBe('redo')
    expect(press('/')).toBe('search')
    expect(press('Shift+?')).toBe('shortcuts')
  })

  it('belongs to the text that is being typed', () => {
    const typing = { typing: true }
    expect(press('Ctrl+z', typing)).toBeNull()
    expect(press('Ctrl+Shift+z', typing)).toBeNull()
    expect(press('/', typing)).toBeNull()
    expect(press('?', typing)).toBeNull()
    expect(press('Ctrl+l', typing)).toBe('lock')
  })

  it('goes back as in a browser', () => {
    expect(press('Alt+ArrowLeft')).toBe('back')
    expect(press('Cmd+[', { mac: true })).toBe('back')
    expect(press('Alt+ArrowLeft', { mac: true })).toBeNull()
    expect(press('Ctrl+Alt+ArrowLeft')).toBeNull()
  })

  it('with Alt is nobody’s: it types characters on many keyboards', () => {
    expect(press('Ctrl+Alt+l')).toBeNull()
    expect(press('Alt+/')).toBeNull()
  })
})
