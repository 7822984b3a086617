import * as accounts from '../../api/accounts'

export { failedWith, ApiFailure } from '../../api/failure'
export const passwordStrength = accounts.passwordStrength
export const changePassword = accounts.changePassword
export const deleteOwnAccount = accounts.deleteOwn
export const listAccounts = accounts.list
export const activateAccount = accounts.activate
export const deactivateAccount = accounts.deactivate
export const deleteAccount = accounts.remove
