import type { Api } from 'grammy';
import type { Logger } from 'pino';
import { failureOf } from '../calls.ts';
import type { StaffAccounts } from './accounts.ts';

/**
 * Tells a worker something in their private chat with the bot. It stands on Telegram's servers, so `text` must say nothing of what a person
 * wrote or of a sensitive need. `later` and `uncertain` as for any message (channel.ts).
 *
 * @param user - id of an account.
 * @param address - where to read on; null: nowhere.
 */
export type Telling = (user: string, text: string, address: string | null) => Promise<Told>;

export type Told =
	| { readonly result: 'told' }
	/** They linked no Telegram, or may not sign in. */
	| { readonly result: 'unlinked' }
	/** They blocked the bot or left Telegram. */
	| { readonly result: 'unreachable' }
	/** Not before so many milliseconds from now. */
	| { readonly result: 'later'; readonly after: number }
	| { readonly result: 'uncertain' }
	| { readonly result: 'refused' };

/** Milliseconds until another try when Telegram could not, or could not be reached. */
const SOON = 10_000;

export function createTelling(parts: {
	readonly api: Api;
	readonly accounts: Pick<StaffAccounts, 'of'>;
	readonly log: Pick<Logger, 'error'>;
}): Telling {
	const { api, accounts, log } = parts;
	return async (user, text, address) => {
		const link = await accounts.of(user);
		if (link === null) return { result: 'unlinked' };
		try {
			const whole = address === null ? text : `${text}\n${address}`;
			await api.sendMessage(link.telegram, whole, { link_preview_options: { is_disabled: true } });
			return { result: 'told' };
		} catch (error) {
			const failure = failureOf(error);
			switch (failure.kind) {
				case 'gone':
					return { result: 'unreachable' };
				case 'limited':
					return { result: 'later', after: failure.after };
				case 'unknown':
					return { result: 'uncertain' };
				case 'refused':
					log.error(
						{ code: 'telegram.refused', channel: 'telegram' },
						'Telegram refused a word to a worker: our own fault',
					);
					return { result: 'refused' };
				default:
					return { result: 'later', after: SOON };
			}
		}
	};
}
