import type { CaseDocument } from '../../../cases/index.ts';
import type { DeliveryState, MessageDocument } from '../../../conversation/documents.ts';
import type { Thread, TopicDocument, TopicReply } from '../documents.ts';
import { type Card, isBare } from './card.ts';
import { type Said, saidOf, wordsOf } from './lines.ts';
import { markOf } from './marks.ts';
import { staffTexts as texts } from './texts.ts';

/** The one thing that a topic lacks next. Those that show something new (`create`, `card`, `say`) must not be done twice. */
export type Step =
	/** The person was erased: the threads must go, and then all that is kept of them. */
	| { readonly does: 'delete'; readonly threads: readonly Thread[] }
	/** The thread shows more than it may by now, or stands in a group that is not ours any more. */
	| { readonly does: 'leave'; readonly why: 'exposed' | 'moved' }
	| { readonly does: 'create'; readonly name: string; readonly bare: boolean }
	| { readonly does: 'reopen' }
	| { readonly does: 'rename'; readonly name: string }
	| { readonly does: 'card' }
	| { readonly does: 'edit' }
	/** `to`: the line of the transcript up to which all is shown then. */
	| { readonly does: 'say'; readonly about: 'doubt' | 'words' | 'line'; readonly said: Said; readonly to: number }
	/** Lines that need not be shown, or words before them that are among them; `bind`: the one that is this message of a worker. */
	| { readonly does: 'pass'; readonly to: number; readonly bind: TopicReply | null }
	/** A worker's message is shown how it fared. */
	| { readonly does: 'mark'; readonly reply: TopicReply; readonly state: DeliveryState }
	| { readonly does: 'shut' }
	/** Nothing is lacking; `waits`: a reply is still on its way. */
	| { readonly does: 'rest'; readonly over: boolean; readonly waits: boolean };

/** All that decides what comes next. */
export interface Seen {
	readonly topic: TopicDocument;
	/** Null: the person was erased. */
	readonly case: CaseDocument | null;
	/** The group of the settings. */
	readonly group: string;
	/** Name and card as they should be now. */
	readonly name: string;
	readonly card: Card | null;
	/** Lines of the transcript, oldest first, from the first that matters. */
	readonly lines: readonly MessageDocument[];
	/** How the worker who wrote a line is called. */
	worker(user: string | null): string;
}

/** What a topic lacks next: pure, so that every order of events can be tested. */
export function nextStep(seen: Seen): Step {
	const { topic, case: document, group, card } = seen;
	if (document === null) {
		const current = topic.topic === null ? [] : [{ group: topic.group, topic: topic.topic }];
		return { does: 'delete', threads: [...topic.earlier, ...current] };
	}
	const open = document.status === 'open';
	const bare = isBare(document, topic.bare);
	if (topic.group !== group) return { does: 'leave', why: 'moved' };
	if (bare && !topic.bare && topic.topic !== null) return { does: 'leave', why: 'exposed' };
	if (topic.topic === null)
		return open ? { does: 'create', name: seen.name, bare } : { does: 'rest', over: true, waits: false };
	if (open && topic.shut) return { does: 'reopen' };
	if (!topic.shut && topic.name !== seen.name) return { does: 'rename', name: seen.name };
	if (card !== null && topic.card === null) return { does: 'card' };
	if (card !== null && topic.card?.face !== card.face) return { does: 'edit' };
	return stepOfTalk(seen, document, bare) ?? stepOfReplies(seen) ?? ending(seen, open);
}

function stepOfTalk({ topic, lines, worker }: Seen, document: CaseDocument, bare: boolean): Step | null {
	const { shown_to: to, doubt } = topic;
	if (doubt !== null) {
		const text = doubt === 'topic' ? texts.topicDoubt : texts.lineDoubt;
		return { does: 'say', about: 'doubt', said: { text, entities: [], heard: false }, to };
	}
	if (!topic.begun && !bare) {
		const shown = new Set(lines.filter((line) => belongs(line, document)).map(({ text }) => text));
		const words = document.words.filter((said) => !shown.has(said));
		return words.length === 0
			? { does: 'pass', to, bind: null }
			: { does: 'say', about: 'words', said: wordsOf(words), to };
	}
	const fresh = lines.filter((line) => line.seq > to);
	const [first] = fresh;
	if (first === undefined) return null;
	if (bare) {
		const last = fresh.at(-1)?.seq ?? first.seq;
		const bound = fresh.some((line) => line.from === 'citizen' && belongs(line, document));
		if (!bound) return { does: 'pass', to: last, bind: null };
		return { does: 'say', about: 'line', said: { text: texts.unseen, entities: [], heard: false }, to: last };
	}
	if (!belongs(first, document)) return { does: 'pass', to: first.seq, bind: null };
	if (first.from === 'worker') {
		const theirs = topic.replies.find(
			({ seq, user, mark }) => seq === null && user === first.author && mark === markOf(first.text),
		);
		if (theirs !== undefined) return { does: 'pass', to: first.seq, bind: theirs };
	}
	return { does: 'say', about: 'line', said: saidOf(first, worker(first.author)), to: first.seq };
}

/** What somebody says in another case, or after this one has ended, is not for this topic. */
function belongs(line: MessageDocument, { _id, closed_at }: CaseDocument): boolean {
	return line.case === _id && (closed_at === null || line.at <= closed_at);
}

function stepOfReplies({ topic, lines }: Seen): Step | null {
	for (const reply of topic.replies) {
		const state = stateOf(reply, lines);
		if (state !== null && state !== reply.shown) return { does: 'mark', reply, state };
	}
	return null;
}

function stateOf({ seq }: TopicReply, lines: readonly MessageDocument[]): DeliveryState | null {
	return lines.find((line) => line.seq === seq)?.delivery ?? null;
}

function ending({ topic }: Seen, open: boolean): Step {
	const waits = topic.replies.some((reply) => isUnderWay(reply));
	if (!open && !topic.shut) return waits ? { does: 'rest', over: false, waits } : { does: 'shut' };
	return { does: 'rest', over: !open, waits };
}

/** Not yet found in the transcript, or not yet decided. */
export function isUnderWay({ seq, shown }: TopicReply): boolean {
	return seq === null || shown === null || shown === 'waiting';
}
