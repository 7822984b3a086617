import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The value of `DISPLAY` for everything that a journey starts. */
    display: string
  }
}

/** Starts a virtual display with a window manager (the native file dialog gets the focus from it) for the whole run. */
export default async function display(project: TestProject): Promise<() => void> {
  // Over TCP too: a program in another root does not see the usual socket, which is a file.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x860x24', '-listen', 'tcp', '-ac'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await firstLine(server)
  const name = process.env.BOOKPLATE_CLEAN_ROOT === undefined ? `:${number}` : `127.0.0.1:${number}`
  const manager = spawn('openbox', ['--sm-disable'], {
    env: { ...process.env, DISPLAY: `:${number}` },
    stdio: 'ignore',
  })
  project.provide('display', name)
  return () => {
    manager.kill()
    server.kill()
  }
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)))
    const printed = server.stdio[3]
    if (!printed || !('readable' in printed)) throw new Error('Xvfb has no pipe to say its number on')
    createInterface(printed).once('line', resolve)
  })
}
