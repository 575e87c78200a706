import { Api, GrammyError, HttpError } from 'grammy';

/** Telegram's own server. */
const TELEGRAM = 'https://api.telegram.org';

/** Seconds that a call may take; a long poll has `POLL` more. */
const CALL = 20;

/** Seconds for which Telegram keeps a question for news open. */
export const POLL = 25;

/** The Bot API, by grammY. No retry of its own: what is tried again, and when, is decided once, on the path of a message (B07). */
export interface Calls {
	readonly api: Api;
	/** The same with the patience of a long poll. */
	readonly polling: Api;
	/** Where files are downloaded from; holds the token, so it is never logged. */
	file(path: string): string;
}

export function createCalls(token: string, root: string | null): Calls {
	const apiRoot = (root ?? TELEGRAM).replace(/\/+$/, '');
	return {
		api: new Api(token, { apiRoot, timeoutSeconds: CALL }),
		polling: new Api(token, { apiRoot, timeoutSeconds: POLL + CALL }),
		file: (path) => `${apiRoot}/file/bot${token}/${path}`,
	};
}

/** What a call that failed means. */
export type Failure =
	/** 429: not before so many milliseconds. */
	| { readonly kind: 'limited'; readonly after: number }
	/** The person blocked the bot, deleted their account, or never was. */
	| { readonly kind: 'gone' }
	/** 400 and the like: our own fault, and no repeat will help. */
	| { readonly kind: 'refused'; readonly code: number; readonly description: string }
	/** 401 and 404 (no such bot). */
	| { readonly kind: 'unauthorized' }
	/** 409: somebody else asks for this bot's news. */
	| { readonly kind: 'conflict' }
	/** Telegram said that it could not: nothing was done. */
	| { readonly kind: 'busy' }
	/** The line was down before anything left. */
	| { readonly kind: 'unsent' }
	/** It may have been done: the line broke afterwards, or the answer can't be read. */
	| { readonly kind: 'unknown' };

/** Codes of the system that arise before a request is written. */
const before = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']);

/** Descriptions with which Telegram says in a 400 what it says to others in a 403. */
const gone = /chat not found|user not found|user is deactivated|PEER_ID_INVALID|have no rights to send/i;

/** Reads what grammY throws. Source: Bot API, "Making requests" and ResponseParameters. */
export function failureOf(error: unknown): Failure {
	if (error instanceof GrammyError) {
		const { error_code: code, description, parameters } = error;
		if (code === 429) return { kind: 'limited', after: Math.max(1, parameters.retry_after ?? 5) * 1_000 };
		if (code === 403 || (code === 400 && gone.test(description))) return { kind: 'gone' };
		if (code === 401 || code === 404) return { kind: 'unauthorized' };
		if (code === 409) return { kind: 'conflict' };
		return code >= 500 ? { kind: 'busy' } : { kind: 'refused', code, description };
	}
	if (error instanceof HttpError && before.has(codeOf(error.error))) return { kind: 'unsent' };
	return { kind: 'unknown' };
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
