import { mount } from 'svelte'
import App from './App.svelte'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/print.css'

const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')

// The web view's own menu offers to reload the page, which would end the session. Text keeps it, for copying and pasting.
addEventListener('contextmenu', (event) => {
  const onText = event.target instanceof Element && event.target.closest('input, textarea') !== null
  if (!onText && getSelection()?.isCollapsed !== false) event.preventDefault()
})

// A picture that misses its place is refused: otherwise the web view would try to leave the page for it.
for (const name of ['dragover', 'drop'] as const) {
  addEventListener(name, (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  })
}

// Where the page itself moves the focus, engines disagree on whether to show it. It is shown to whoever uses the keys.
const told = (by: 'key' | 'pointer') => () => (document.documentElement.dataset['by'] = by)
addEventListener('keydown', told('key'), { capture: true, passive: true })
addEventListener('pointerdown', told('pointer'), { capture: true, passive: true })

mount(App, { target })
