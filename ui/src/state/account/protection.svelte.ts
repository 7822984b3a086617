import type { Security } from '../../api/model'
import * as security from '../../api/security'
import { session } from '../session/session.svelte'
import { attempt } from '../shell/attempt'

export const makeRecoveryCode = security.makeCode
export const keepRecoveryCode = security.keepCode
export const removeRecoveryCode = security.removeCode

/** A code that was shown and not kept opens nothing; that it is forgotten is not waited for. */
export function leaveRecoveryCode() {
  void security.leaveCode().catch(() => undefined)
}

/** What protects the account, as the settings show it. */
export class Protection {
  /** Null until it is known. */
  now = $state.raw<Security | null>(null)

  async load() {
    this.now = (await attempt(security.get)) ?? this.now
  }

  /** Sets after how many minutes without a key or a pointer the library is locked. */
  async lockAfter(minutes: number) {
    await attempt(async () => {
      await security.setIdle(minutes)
      session.lockAfter(minutes)
    })
    await this.load()
  }

  /** Ends staying signed in on a device. */
  async forget(device: string) {
    await attempt(() => security.forgetDevice(device))
    await this.load()
  }
}
