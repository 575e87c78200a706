import { decided, stamped, withEffect } from './document.ts';
import type { ConversationDocument, DeliveryState } from './documents.ts';
import { withDelivery } from './withheld.ts';

/**
 * What was done for a conversation since its last write: effects carried out, messages sent, lines filed. Kept in memory and
 * written down at once; if the process dies before, it is all done again, and every part of it bears that.
 */
export interface Burst {
	/** Ids of effects that are done. */
	readonly done: Set<string>;
	/** What those effects change in the conversation. Pure. */
	readonly aftermath: ((document: ConversationDocument) => ConversationDocument)[];
	/** Outbox entries whose fate is known. */
	readonly results: Map<string, Exclude<DeliveryState, 'waiting'>>;
	/** Outbox entries whose attempt certainly did not arrive, and may be made again. */
	readonly failedAttempts: Set<string>;
	/** What is to be known about waiting; undefined when nothing was tried. */
	held: ConversationDocument['held'] | undefined;
	/** Another process is sending the first entry right now. */
	inOtherHands: boolean;
	/** `seq`s that stand in `messages` now. */
	readonly filed: Set<number>;
	/** The person cannot be reached. `latest`: the newest message we had of them when we learned it. */
	unreachable: { readonly reason: string; readonly latest: string | undefined } | null;
	/** Something outside failed and is to be tried again later. */
	failed: boolean;
}

export function newBurst(): Burst {
	return {
		done: new Set(),
		aftermath: [],
		results: new Map(),
		failedAttempts: new Set(),
		held: undefined,
		inOtherHands: false,
		filed: new Set(),
		unreachable: null,
		failed: false,
	};
}

/** The conversation with all of a burst written down. Pure, and harmless on a document that has moved on meanwhile. */
export function settled(document: ConversationDocument, burst: Burst, now: number): ConversationDocument {
	let after: ConversationDocument = {
		...document,
		effects: document.effects.filter((effect) => !burst.done.has(effect.id)),
		unfiled: document.unfiled.filter((line) => !burst.filed.has(line.seq)),
		outbox: document.outbox.flatMap((entry) => {
			const result = burst.results.get(entry.id);
			const delivery = result ?? entry.message.delivery;
			if (delivery !== 'waiting' && burst.filed.has(entry.message.seq)) return [];
			const again = burst.failedAttempts.has(entry.id) ? { attempts: entry.attempts + 1, attempted_at: null } : {};
			return [{ ...entry, ...again, message: { ...entry.message, delivery } }];
		}),
		held: burst.held === undefined ? document.held : burst.held,
	};
	for (const change of burst.aftermath) after = change(after);
	if (burst.unreachable !== null && document.seen.at(-1) === burst.unreachable.latest)
		after = unreached(after, burst.unreachable.reason, now);
	return stamped(burst.failed ? { ...after, pending_since: null } : after, now);
}

/** They blocked us or are gone: nothing more is tried, no timer runs, and the worker of an open case learns of it (B09). */
function unreached(document: ConversationDocument, reason: string, at: number): ConversationDocument {
	const silent = withDelivery({ ...document, unreachable: reason, timers: [] }, 'unreachable', () => true);
	const { case: open } = silent.mode;
	return open === null ? silent : withEffect(silent, { kind: 'unreachable', case: open, reason, at });
}

/** Whether anything can be done for the conversation right now. `served`: its channel is in this process. */
export function hasWork(document: ConversationDocument, now: number, served: boolean): boolean {
	const { inbox, unfiled, outbox, effects, timers, held } = document;
	if (inbox.length > 0 || unfiled.length > 0 || outbox.some(decided)) return true;
	if (timers.some((one) => one.due <= now)) return true;
	if (effects.some((effect) => effect.kind !== 'erase' || effect.not_before <= now)) return true;
	return served && (held === null || held.until <= now) && outbox.some((entry) => !decided(entry));
}
