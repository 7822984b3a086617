/** The only module that touches Tauri. The fake backend of tests and of `vite --mode fake` has the same face. */
export { Channel, invoke } from '@tauri-apps/api/core'
export { listen } from '@tauri-apps/api/event'
