import type { UserDocument } from '../../../desk/documents.ts';

/** A worker as the desk knows them. */
export type Worker = Pick<UserDocument, '_id' | 'name' | 'role' | 'display_name'>;

/** Which Telegram is whose: kept by the desk, handed in where the house is put together. */
export interface StaffAccounts {
	isCode(text: string): boolean;
	link(
		telegram: string,
		code: string,
		at: number,
	): Promise<
		| { readonly result: 'linked'; readonly user: Worker; readonly replaced: string | null }
		| { readonly result: 'wrong' | 'taken' }
		| { readonly result: 'wait'; readonly milliseconds: number }
	>;
	/** Null: nobody's, or of an account that may not sign in. */
	userOf(telegram: string): Promise<Worker | null>;
	of(user: string): Promise<{ readonly telegram: string } | null>;
}
