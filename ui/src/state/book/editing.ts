import * as store from '../../api/drafts'
import { Drafts } from '../drafts/drafts'
import { Editor } from './editor.svelte'

export const drafts = new Drafts(store)
export const editor = new Editor(drafts)
