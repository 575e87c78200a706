/** The account was lost to another process: whatever was being written is void. */
export class AccountLost extends Error {
	override readonly name = 'AccountLost';
}
