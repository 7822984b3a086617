import { describe, expect, it, vi } from 'vitest'
import type { ImportContent } from '../../api/model'
import { LookedAt } from './lookedAt.svelte'

const said = (text: string): ImportContent => ({ parts: [{ part: 'publisher', text }], added: null })

describe('the row that is looked at', () => {
  it('is read; of those that were passed over, only the last', async () => {
    const answers: ((content: ImportContent) => void)[] = []
    const read = vi.fn(() => new Promise<ImportContent>((go) => answers.push(go)))
    const looked = new LookedAt(read)
    for (const row of [1, 2, 3]) looked.look(row)
    answers[0]?.(said('first'))
    await vi.waitFor(() => expect(read.mock.calls).toEqual([[1], [3]]))
    expect(looked.of(1)).toEqual(said('first'))
    expect(looked.of(3)).toBeUndefined()
    answers[1]?.(said('third'))
    await vi.waitFor(() => expect(looked.of(3)).toEqual(said('third')))
    looked.look(3)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('says why when it cannot be read', async () => {
    const looked = new LookedAt(() => Promise.reject(new Error('The file was changed since it was chosen.')))
    looked.look(1)
    await vi.waitFor(() => expect(looked.failure).toBe('The file was changed since it was chosen.'))
  })
})
