import type { Logger } from 'pino';
import { traceOf } from '../log.ts';
import type { Priority } from './documents.ts';

/** Somebody must be called because of a case. Nothing in it says who the person is or what they wrote. */
export interface Call {
	/** Number of the case, as the desk shows it. */
	readonly number: string;
	readonly priority: Priority;
	/** 1 the holder or team · 2 supervisors · 3 whoever is on call. */
	readonly level: 1 | 2 | 3;
	/** Sign-in names, or a team. */
	readonly called: readonly string[];
}

const urgency: Readonly<Record<Priority, string>> = { 1: 'BAHAYA', 2: 'mendesak', 3: 'biasa' };

/** How long the other side may take, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Posts a call as JSON to an address of the office, which passes it on to telephones (a webhook of a chat, ntfy, a pager). `text` is a
 * sentence for people. It is tried twice; a call that was not taken is logged, and the clock itself rings again for the next in line.
 *
 * @param desk - address of the desk for the link in the text; null: no link.
 */
export function createCaller(
	{ url, desk }: { readonly url: string; readonly desk: string | null },
	log: Pick<Logger, 'error'>,
): (call: Call) => Promise<void> {
	return async (call) => {
		const link = desk === null ? '' : ` ${desk.replace(/\/+$/, '')}/desk/cases/${call.number}`;
		const text = `Hakku: kasus ${call.number} (${urgency[call.priority]}) menunggu ${call.called.join(', ')}.${link}`;
		const request = {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				text,
				case: call.number,
				priority: call.priority,
				level: call.level,
				called: call.called,
			}),
			redirect: 'error',
		} as const;
		for (let attempt = 1; attempt <= 2; attempt++) {
			try {
				const answer = await fetch(url, { ...request, signal: AbortSignal.timeout(PATIENCE) });
				await answer.body?.cancel();
				if (answer.ok) return;
				log.error({ code: 'call.failed', case: call.number, attempt, result: answer.status }, 'a call was not taken');
			} catch (error) {
				log.error({ code: 'call.failed', case: call.number, attempt, ...traceOf(error) }, 'a call was not taken');
			}
		}
	};
}
