/**
 * Which process speaks on a channel account: one at a time, by a lease in the store that another takes over when its owner dies.
 * An account is opened when the lease is won and closed when it is lost; what is sent in between asks the lease first.
 */
export { type Accounts, createAccounts } from './accounts.ts';
export type { Account } from './holding.ts';
