import { call } from './call'
import type { Draft } from './model'

export const save = (key: string, body: string) => call<null>('draft_save', { key, body })
export const list = () => call<Draft[]>('draft_list')
export const discard = (key: string) => call<null>('draft_discard', { key })
