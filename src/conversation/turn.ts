import type { EngineEvent, Handoff, Input, StepResult, Subject } from '../engine/index.ts';
import { expectedFile } from '../files/index.ts';
import { maskNumbers } from '../language/index.ts';
import { line, newPerson, stamped, withEffect } from './document.ts';
import type { ConversationDocument, InboxEntry, Mode, OutboxEntry } from './documents.ts';
import { cut, spoken } from './inbound.ts';
import type { Limits } from './limits.ts';
import { withMisread } from './misread.ts';
import { withEngineEffect } from './turn-effects.ts';
import { withinOutbox } from './withheld.ts';

/** What a turn is about: the next message of the inbox, or a timer that fell due. */
export type Moment =
	| { readonly kind: 'inbound'; readonly entry: InboxEntry }
	| { readonly kind: 'timer'; readonly timer: string; readonly about?: Subject };

/** What the engine is given of it. */
export function inputOf(moment: Moment): Input {
	if (moment.kind === 'inbound') {
		const { content } = moment.entry;
		if (content.kind !== 'media') return content;
		return { kind: 'media', media: content.media, caption: content.caption };
	}
	const { timer, about } = moment;
	return about === undefined ? { kind: 'timer', timer } : { kind: 'timer', timer, about };
}

/** What waits first: the oldest message, then timers that fell due. Null when neither does. */
export function nextMoment(document: ConversationDocument, now: number): Moment | null {
	const [entry] = document.inbox;
	if (entry !== undefined) return { kind: 'inbound', entry };
	const due = document.timers.find((one) => one.due <= now);
	if (due === undefined) return null;
	const { timer, about } = due;
	return { kind: 'timer', timer, ...(about !== undefined && { about }) };
}

/** The most of one message that a worker is shown among the person's latest words (UTF-16 units), and how many of those. */
const WORDS = { longest: 500, most: 5 };

/**
 * The conversation after a turn: everything that the engine decided, as one new document. Pure, so that a turn which lost a
 * compare-and-set simply runs again.
 */
export function turn(
	before: ConversationDocument,
	moment: Moment,
	played: StepResult,
	now: number,
	limits: Limits,
): ConversationDocument {
	const { events } = played;
	const erased = events.some((event) => event.kind === 'effect' && event.effect.kind === 'erase');
	const handoff = erased ? null : mostUrgent(events);
	const mode = nextMode(before, handoff, erased);
	const said = moment.kind === 'inbound' ? spoken(moment.entry, before.shown) : null;

	let after = erased ? forgotten(before, now) : before;
	after = { ...after, ...without(after, moment), mode, session: erased ? null : played.session };
	const prompted = moment.kind === 'inbound' && moment.entry.content.kind !== 'returned';
	if (said !== null && !erased && moment.kind === 'inbound') {
		const at = moment.entry.received_at;
		const { content } = moment.entry;
		const sent = content.kind === 'media' ? content.file : undefined;
		const heard = line(after, after.seq + 1, {
			...{ from: 'citizen', text: said, at, case: mode.case },
			...(sent !== undefined && { file: true }),
		});
		after = {
			...after,
			seq: heard.seq,
			unfiled: [...after.unfiled, heard],
			words: withWords(after.words, moment.entry),
		};
		if (content.kind === 'media' && sent !== undefined) {
			const file = expectedFile(heard, { channel: before.channel, media: content.media }, sent);
			after = withEffect(after, { kind: 'keep_file', file, at });
		}
		// While the bot accompanies them, it answers; nobody at the desk lets them wait.
		if (before.mode.case !== null && before.mode.state !== 'bot')
			after = withEffect(after, { kind: 'citizen_wrote', case: before.mode.case, at });
	}
	for (const event of events) {
		if (event.kind === 'message') after = withMessage(after, event, now);
		else if (event.kind === 'effect' && event.effect.kind === 'misread' && !erased)
			after = withMisread(after, before.words, event.effect, now);
		else if (event.kind === 'effect' && !erased)
			after = withEngineEffect(after, before.mode.case, event.effect, now, limits);
	}
	if (handoff !== null) after = withHandoff(after, before, handoff, said, now);
	return stamped(withinOutbox(after, before, prompted, limits.outbox), now);
}

function without(document: ConversationDocument, moment: Moment): Pick<ConversationDocument, 'inbox' | 'timers'> {
	return moment.kind === 'inbound'
		? { inbox: document.inbox.filter((one) => one !== moment.entry), timers: document.timers }
		: { inbox: document.inbox, timers: document.timers.filter((one) => one.timer !== moment.timer) };
}

function mostUrgent(events: readonly EngineEvent[]): Handoff | null {
	let found: Handoff | null = null;
	for (const event of events)
		if (event.kind === 'handoff' && (found === null || event.handoff.priority < found.priority)) found = event.handoff;
	return found;
}

/** A case that is open stays the only one (B04b), also when the bot accompanied the person and hands over again. */
function nextMode({ _id, mode }: ConversationDocument, handoff: Handoff | null, erased: boolean): Mode {
	const epoch = mode.epoch + 1;
	if (erased) return mode.case === null && mode.state === 'bot' ? mode : { state: 'bot', epoch, case: null };
	if (handoff !== null && mode.state === 'bot') return { state: 'queued', epoch, case: mode.case ?? `${_id}@${epoch}` };
	return mode;
}

function withMessage(
	document: ConversationDocument,
	message: Extract<EngineEvent, { kind: 'message' }>,
	now: number,
): ConversationDocument {
	const { text, choices, question, always, document: file } = message;
	const seq = document.seq + 1;
	const written = line(document, seq, {
		from: 'hakku',
		text,
		choices,
		question,
		...(file !== undefined && { document: file }),
		at: now,
		delivery: 'waiting',
		case: document.mode.case,
	});
	const entry: OutboxEntry = {
		id: written._id,
		epoch: document.mode.epoch,
		always,
		attempted_at: null,
		attempts: 0,
		message: written,
	};
	const shown = question !== null && choices.length > 0 ? { question, choices } : document.shown;
	return { ...document, seq, shown, outbox: [...document.outbox, entry] };
}

function withHandoff(
	document: ConversationDocument,
	before: ConversationDocument,
	handoff: Handoff,
	said: string | null,
	at: number,
): ConversationDocument {
	const { case: open, state } = before.mode;
	if (open !== null && state !== 'bot')
		return handoff.priority > 1
			? document
			: withEffect(document, { kind: 'danger', case: open, danger: handoff.danger, at });
	const { case: opened, epoch } = document.mode;
	if (opened === null) return document;
	const latest = said === null ? document.words : [...document.words, cut(maskNumbers(said.trim()), WORDS.longest)];
	const words = [...new Set(latest)].slice(-WORDS.most);
	const { _id, person } = document;
	if (open === null) return withEffect(document, { kind: 'open_case', case: opened, person, handoff, words, at });
	return withEffect(document, {
		kind: 'resume_case',
		case: open,
		instead: `${_id}@${epoch}`,
		person,
		handoff,
		words,
		at,
	});
}

/** Messages of more than one word are what a worker wants to read first; "2" and "ya" are not. */
function withWords(words: readonly string[], { content }: InboxEntry): readonly string[] {
	const text = content.kind === 'text' ? content.text : content.kind === 'media' ? content.caption : null;
	if (text === null || !/\S\s+\S/u.test(text)) return words;
	return [...words, cut(maskNumbers(text.trim()), WORDS.longest)].slice(-WORDS.most);
}

/**
 * The document once the person asked to be deleted: at once empty of them. What else is kept of them, an effect removes. The bare
 * document stays, with what was seen (a repeat must stay a repeat), the count of lines and the wish not to be written to.
 */
function forgotten(document: ConversationDocument, at: number): ConversationDocument {
	const { person, seq } = document;
	const bare: ConversationDocument = {
		...document,
		person: newPerson(),
		session: null,
		outbox: [],
		effects: document.effects.filter((effect) => effect.kind === 'erase'),
		unfiled: [],
		words: [],
		shown: null,
		timers: [],
		created_at: at,
	};
	return withEffect(bare, { kind: 'erase', person, upto: seq, not_before: 0, again: false, at });
}
