import { call } from './call'
import type { RecoveryCodeMade, Security } from './model'

export const get = () => call<Security>('security_get')
export const setIdle = (minutes: number) => call<null>('security_idle_set', { minutes })

/** Ends staying signed in on a device. */
export const forgetDevice = (device: string) => call<null>('device_forget', { device })

/** The code opens nothing until a part of it was typed back. */
export const makeCode = (password: string) => call<RecoveryCodeMade>('recovery_code_make', { password })
export const keepCode = (typed: string) => call<null>('recovery_code_keep', { typed })
export const leaveCode = () => call<null>('recovery_code_leave')
export const removeCode = (password: string) => call<null>('recovery_code_remove', { password })
