import type { Channel, Delivery, Outbound } from '../channels/index.ts';
import { traceOf } from '../log.ts';
import type { Burst } from './burst.ts';
import { decided } from './document.ts';
import type { ConversationDocument, MessageDocument, OutboxEntry } from './documents.ts';
import { isRecent } from './jumps.ts';
import { patience, within } from './patience.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

/** After so many attempts that ended in an exception of the channel itself, a message is given up. */
const EXCEPTIONS = 10;

/**
 * Sends what waits, in order, until nothing does or one entry must wait: then those behind it wait too.
 *
 * Just before a message leaves, the document is at most `limits.fresh` old, so that a bot message does not leave once a human
 * has taken over. A message that left in that last moment is the one that the design accepts.
 */
export async function deliver(ground: Ground, shelf: Shelf, conversation: string, burst: Burst): Promise<void> {
	const { channels, clock, limits, log, meter, reached } = ground;
	for (;;) {
		const waits = next(await shelf.get(conversation), burst);
		if (waits === null) return;
		const channel = channels.get(waits.document.channel);
		if (channel === undefined) return;
		const document = await shelf.fresh(conversation, limits.fresh);
		const proved = next(document, burst);
		if (document === null || proved === null) return;
		const { entry } = proved;

		const unsent = withoutSending(document, entry, burst);
		if (unsent !== null) {
			burst.results.set(entry.id, unsent);
			meter.delivered(channel.name, unsent, clock() - entry.message.at);
			continue;
		}
		if (document.held !== null && document.held.until > clock()) return;
		if (!channel.repeatable && !(await mark(ground, shelf, conversation, entry, burst))) {
			if (burst.inOtherHands) return;
			const cut = burst.results.get(entry.id);
			if (cut === 'uncertain') meter.delivered(channel.name, cut, clock() - entry.message.at);
			continue;
		}
		const { result, ...how } = await attempt(ground, channel, document, entry);
		reached('sent');
		meter.delivered(channel.name, result, clock() - entry.message.at);
		if (result !== 'sent') log.warn({ channel: channel.name, result }, 'a message was not simply delivered');
		if (result === 'later') {
			const after = 'after' in how ? how.after : 0;
			const earliest = clock() + after;
			burst.held = { earliest, until: Math.max(earliest, clock() + backoff(entry.attempts, limits.retry)) };
			burst.failedAttempts.add(entry.id);
			return;
		}
		burst.held = null;
		burst.results.set(entry.id, result);
		if (result === 'unreachable')
			burst.unreachable = { reason: 'reason' in how ? how.reason : '', latest: document.seen.at(-1) };
	}
}

function next(
	document: ConversationDocument | null,
	burst: Burst,
): { document: ConversationDocument; entry: OutboxEntry } | null {
	const entry = document?.outbox.find((one) => !decided(one) && !burst.results.has(one.id));
	return document === null || entry === undefined ? null : { document, entry };
}

function withoutSending(
	document: ConversationDocument,
	entry: OutboxEntry,
	burst: Burst,
): 'superseded' | 'unreachable' | null {
	if (document.unreachable !== null || burst.unreachable !== null) return 'unreachable';
	return entry.always || entry.epoch === document.mode.epoch ? null : 'superseded';
}

function backoff(attempts: number, { least, most }: Ground['limits']['retry']): number {
	return Math.min(most, least * 2 ** Math.min(attempts, 20));
}

/**
 * Where a repeat would show twice, the attempt is written down before it is made. True when this process may make it. An attempt
 * that somebody began and never ended is `uncertain` once it must have ended.
 */
async function mark(
	{ clock, limits, reached }: Ground,
	shelf: Shelf,
	conversation: string,
	entry: OutboxEntry,
	burst: Burst,
): Promise<boolean> {
	const now = clock();
	let ours = false;
	const document = await shelf.change(conversation, (known) => {
		const here = known.outbox.find((one) => one.id === entry.id);
		ours =
			here !== undefined &&
			here.attempted_at === null &&
			(known.held === null || known.held.until <= now) &&
			!decided(here) &&
			withoutSending(known, here, burst) === null;
		if (!ours) return known;
		const outbox = known.outbox.map((one) => {
			const delivery = burst.results.get(one.id) ?? one.message.delivery;
			return {
				...one,
				attempted_at: one.id === entry.id ? now : one.attempted_at,
				message: { ...one.message, delivery },
			};
		});
		return { ...known, outbox };
	});
	if (ours) {
		reached('marked');
		return true;
	}
	const began = document?.outbox.find((one) => one.id === entry.id)?.attempted_at ?? null;
	if (began === null) return false;
	if (isRecent(began, now, limits.attempt)) burst.inOtherHands = true;
	else burst.results.set(entry.id, 'uncertain');
	return false;
}

async function attempt(
	ground: Ground,
	channel: Channel,
	{ address, session }: ConversationDocument,
	{ id, attempts, message }: OutboxEntry,
): Promise<Delivery> {
	const { log } = ground;
	const { choices, question } = message;
	try {
		const from = message.from === 'worker' ? 'worker' : 'hakku';
		const said = worded(ground, channel, message, session);
		return await within(patience.send, channel.send({ address, id, ...said, choices, question, from }));
	} catch (error) {
		log.error({ code: 'channel.failed', channel: channel.name, ...traceOf(error) }, 'a channel failed while sending');
		const reason = 'the channel failed';
		if (!channel.repeatable) return { result: 'uncertain', reason };
		return attempts < EXCEPTIONS ? { result: 'later', after: 0, reason } : { result: 'refused', reason };
	}
}

/** The text, with the file that belongs to it where the channel can send one. */
function worded(
	{ sheet, letter, clock }: Ground,
	channel: Channel,
	{ text, document }: MessageDocument,
	session: ConversationDocument['session'],
): Pick<Outbound, 'text' | 'document'> {
	if (!document) return { text };
	if (channel.sendsDocuments !== true) return { text: document.instead };
	const { kind, name, instead } = document;
	const make = async () => {
		if (kind === 'letter') return letter(document.letter, clock());
		return session === null ? null : sheet(session, clock());
	};
	return { text, document: { kind, name, instead, mediaType: 'application/pdf', make } };
}
