import type { Device, Opened, RecoveryCodeMade, Security } from '../model'
import type { Args, Backend, Caller, Kept } from './backend'
import { invalid, refuse } from './errors'
import type { FakeLibrary } from './library'
import { checkedPassword } from './passwords'

const GROUPS = ['K7QM', '2XZD', 'W9FA', 'T4RC', '8HNB', 'P3VE', 'J6YS']
const ASKED = 2
const FREE_ATTEMPTS = 4
const WAIT = 64

const plain = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** What protects one account. The code is always the same: nothing here is secret. */
export class FakeSecurity {
  idleMinutes = 10
  devices: Device[] = []
  recoveryCode: string | null = null
  #made = false
  #attempts = 0
  #until = 0

  get shown(): Security {
    const { idleMinutes, recoveryCode } = this
    const { devices } = this
    return { idleMinutes, recoveryCode, devices, thisDevice: devices[0]?.id ?? null }
  }

  /** Counts an attempt; after too many in a row, none is let through for a while. */
  attempt() {
    const left = Math.ceil((this.#until - Date.now()) / 1000)
    if (left > 0)
      throw refuse('tooManyAttempts', `Too many wrong passwords. Try again in ${left} seconds.`, { wait: left })
    this.#attempts += 1
    if (this.#attempts > FREE_ATTEMPTS) this.#until = Date.now() + WAIT * 1000
  }

  stay() {
    const now = new Date().toISOString()
    this.devices = [{ id: 'd1', label: 'desk (Linux)', created: now, used: now }]
  }

  forgive() {
    this.#attempts = 0
    this.#until = 0
  }

  make(): RecoveryCodeMade {
    this.#made = true
    return { groups: GROUPS, asked: ASKED }
  }

  keep(typed: string) {
    if (!this.#made) throw invalid('typed', 'This code is not there any more. Make another one.')
    if (plain(typed) !== GROUPS[ASKED]) {
      throw invalid('typed', 'This is not that part of the code. Compare it with your copy.')
    }
    this.recoveryCode = new Date().toISOString()
    this.leave()
  }

  leave() {
    this.#made = false
  }

  opensWith(code: string): boolean {
    return this.recoveryCode !== null && plain(code) === GROUPS.join('')
  }
}

function confirmed({ kept }: Caller, password: unknown) {
  if (password !== kept.password) throw refuse('wrongCredentials', 'Wrong password.')
}

/** All sessions end, and a new one begins. */
function anew(backend: Backend, kept: Kept, password: string): Opened {
  kept.password = password
  backend.endAllOf(kept)
  return backend.open(kept)
}

export function recovered(backend: Backend, args: Args): Opened {
  const code = args['code'] as string
  const length = plain(code).length
  if (length !== GROUPS.join('').length) {
    throw invalid('code', `A recovery code has 28 letters and digits; this one has ${length}.`)
  }
  const kept = backend.named(args['name'] as string)
  kept?.security.attempt()
  if (!kept?.security.opensWith(code)) {
    throw refuse(
      'wrongCredentials',
      'The name or the recovery code is not right, or this account has no recovery code.',
    )
  }
  const password = checkedPassword('password', args['password'] as string)
  kept.security.forgive()
  return anew(backend, kept, password)
}

export const SECURITY: Record<string, (library: FakeLibrary, args: Args, caller: Caller) => unknown> = {
  security_get: (_, __, { kept }) => kept.security.shown,
  security_idle_set: (_, args, { kept }) => void (kept.security.idleMinutes = args['minutes'] as number),
  device_forget: (_, args, { kept: { security } }) => {
    security.devices = security.devices.filter(({ id }) => id !== args['device'])
  },
  recovery_code_make: (_, args, caller) => {
    confirmed(caller, args['password'])
    return caller.kept.security.make()
  },
  recovery_code_keep: (_, args, { kept }) => kept.security.keep(args['typed'] as string),
  recovery_code_leave: (_, __, { kept }) => kept.security.leave(),
  recovery_code_remove: (_, args, caller) => {
    confirmed(caller, args['password'])
    caller.kept.security.recoveryCode = null
  },
  account_password_leaked: (_, args, caller) => {
    confirmed(caller, args['current'])
    const password = checkedPassword('password', args['new'] as string)
    caller.kept.security.recoveryCode = null
    return anew(caller.backend, caller.kept, password)
  },
}
