import { describe, expect, it } from 'vitest'
import { Answers } from './answers'
import { byText, RowList } from './rowList.svelte'

interface Row {
  id: string
  due: string | null
}

const list = () =>
  new RowList<Row, 'due' | 'id'>(({ id }) => id, { due: byText(({ due }) => due), id: byText(({ id }) => id) }, 'due')
const ids = ({ rows }: RowList<Row, 'due' | 'id'>) => rows.map(({ id }) => id).join('')

describe('a list in memory', () => {
  const rows: Row[] = [
    { id: 'a', due: null },
    { id: 'b', due: '2026-05' },
    { id: 'c', due: '2026-04-02' },
  ]

  it('is in the order that is asked for, with what is not known at the end', () => {
    const shown = list()
    shown.put(rows)
    expect(ids(shown)).toBe('cba')
    shown.sortBy('id')
    expect(ids(shown)).toBe('abc')
    shown.sortBy('id')
    expect(ids(shown)).toBe('cba')
  })

  it('keeps the person at their row, or at what has taken its place', () => {
    const shown = list()
    shown.put(rows)
    shown.focus = 1
    shown.put([{ id: 'd', due: '2025' }, ...rows])
    expect(shown.focused?.id).toBe('b')
    shown.put(rows.filter(({ id }) => id !== 'b'))
    expect(shown.focus).toBe(1)
    expect(shown.focused?.id).toBe('a')
    shown.put([])
    expect(shown.focus).toBe(0)
  })
})

describe('answers', () => {
  it('are asked for once more when something changed meanwhile, however often', async () => {
    const waiting: ((answer: number) => void)[] = []
    const heard: number[] = []
    const answers = new Answers(
      () => new Promise<number>((go) => waiting.push(go)),
      (answer) => heard.push(answer),
    )
    const all = [answers.refresh(), answers.refresh(), answers.refresh()]
    waiting[0]?.(1)
    await new Promise((go) => setTimeout(go))
    expect(waiting).toHaveLength(2)
    waiting[1]?.(2)
    await Promise.all(all)
    expect(heard).toEqual([1, 2])
  })

  it('come to nobody once they are forgotten', async () => {
    const waiting: ((answer: number) => void)[] = []
    const heard: number[] = []
    const answers = new Answers(
      () => new Promise<number>((go) => waiting.push(go)),
      (answer) => heard.push(answer),
    )
    const asked = answers.refresh()
    answers.forget()
    waiting[0]?.(1)
    await asked
    expect(heard).toEqual([])
  })
})
