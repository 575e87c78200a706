import { randomUUID } from 'node:crypto';
import type { Inbound } from '../channels/index.ts';
import type { ConversationDocument, Effect, InboxEntry, MessageDocument, OutboxEntry } from './documents.ts';

/** A conversation before its first message; not stored yet, which is what `rev: 0` says. */
export function newConversation(id: string, { channel, address }: Inbound, now: number): ConversationDocument {
	return {
		_id: id,
		rev: 0,
		channel,
		address,
		person: newPerson(),
		seen: [],
		inbox: [],
		session: null,
		mode: { state: 'bot', epoch: 0, case: null },
		outbox: [],
		held: null,
		effects: [],
		unfiled: [],
		seq: 0,
		words: [],
		shown: null,
		timers: [],
		next_due: null,
		pending_since: null,
		unreachable: null,
		opted_out: false,
		created_at: now,
		updated_at: now,
	};
}

/** A person's id says nothing about them and cannot be guessed. */
export function newPerson(): string {
	return randomUUID();
}

/** Takes a message in: into the inbox, and into what was seen. They can be reached, since they wrote. */
export function admit(document: ConversationDocument, entry: InboxEntry, remembered: number): ConversationDocument {
	return {
		...withSeen(document, entry.id, remembered),
		inbox: [...document.inbox, entry],
		unreachable: null,
		held: document.held === null ? null : { ...document.held, until: document.held.earliest },
	};
}

/** Remembers that this came, so that a repeat is recognised; the oldest of `remembered` goes. */
export function withSeen(document: ConversationDocument, key: string, remembered: number): ConversationDocument {
	return { ...document, seen: [...document.seen, key].slice(-remembered) };
}

/** With one more line in the transcript that nobody has to be sent. */
export function withLine(document: ConversationDocument, of: Parameters<typeof line>[2]): ConversationDocument {
	const seq = document.seq + 1;
	return { ...document, seq, unfiled: [...document.unfiled, line(document, seq, of)] };
}

/** A line of the transcript without what differs between its speakers. */
export function line(
	document: Pick<ConversationDocument, '_id'>,
	seq: number,
	of: Pick<MessageDocument, 'from' | 'text' | 'at' | 'case'> & Partial<MessageDocument>,
): MessageDocument {
	return {
		author: null,
		choices: [],
		question: null,
		delivery: null,
		...of,
		_id: `${document._id}#${seq}`,
		rev: 1,
		conversation: document._id,
		seq,
	};
}

/** An effect with an id of its own: no two writes of a conversation have the same revision. */
export function withEffect(
	document: ConversationDocument,
	effect: Effect extends infer E ? (E extends Effect ? Omit<E, 'id'> : never) : never,
): ConversationDocument {
	const numbered = { ...effect, id: `${document._id}!${document.rev}.${document.effects.length}` } as Effect;
	return { ...document, effects: [...document.effects, numbered] };
}

/** An effect that may not be carried out before some moment. */
export function effectDue(effect: Effect): number {
	return effect.kind === 'erase' ? effect.not_before : 0;
}

/** An entry that nothing more will happen to, but for its filing. */
export function decided(entry: OutboxEntry): boolean {
	return entry.message.delivery !== 'waiting';
}

/** Sets what the sweeper looks at, from all the rest. Every write goes through here. */
export function stamped(document: ConversationDocument, now: number): ConversationDocument {
	const timers = [...document.timers].sort((a, b) => a.due - b.due);
	return {
		...document,
		timers,
		next_due: timers[0]?.due ?? null,
		pending_since: pendingSince(document, now),
		updated_at: now,
	};
}

function pendingSince(document: ConversationDocument, now: number): number | null {
	const moments = document.effects.map(effectDue);
	if (document.outbox.some((entry) => !decided(entry))) moments.push(document.held?.until ?? 0);
	if (document.inbox.length > 0 || document.unfiled.length > 0 || document.outbox.some(decided)) moments.push(0);
	if (moments.length === 0) return null;
	const first = Math.min(...moments);
	if (first > now) return first;
	return document.pending_since === null ? now : Math.min(document.pending_since, now);
}
