import type { CaseDocument, Cases } from '../../../cases/index.ts';
import type { Conversations, MessageDocument } from '../../../conversation/index.ts';
import type { Knowledge } from '../../../knowledge/index.ts';
import type { Queues } from '../../../queues/index.ts';
import { calendarOf, type Service, teamOf } from '../../../service/index.ts';
import type { Store } from '../../../store/index.ts';
import type { TopicDocument } from '../documents.ts';
import { type Card, type CardWords, cardOf, isBare, topicName } from './card.ts';
import type { Carrier } from './carrying.ts';
import type { Group } from './group.ts';
import { isUnderWay, nextStep, type Seen } from './next.ts';
import { staffTexts } from './texts.ts';
import { changeTopic, newTopic } from './topics.ts';

export interface KeepingUpParts {
	readonly store: Store;
	readonly queues: Pick<Queues, 'add'>;
	readonly cases: Pick<Cases, 'get'>;
	readonly conversations: Pick<Conversations, 'transcript'>;
	readonly knowledge: () => Knowledge;
	readonly service: () => Service;
	readonly group: Group;
	readonly carrier: Carrier;
	readonly clock: () => number;
	/** Where people reach the pages; null: links are left out. */
	readonly publicUrl: string | null;
}

/** Steps of one topic in one job; the rest waits for its turn behind other cases. */
const STEPS = 40;

/** Milliseconds after which an attempt that nobody ended was cut off by a crash; longer than any call takes. */
const ATTEMPT = 60_000;

/** Lines of the transcript that are read at once. */
const LINES = 200;

/** Milliseconds between looks at a reply that is on its way: soon at first, then seldom. */
const WATCH = { least: 400, most: 60_000 };

/** Milliseconds after which nobody watches a reply any more. */
const FORGOTTEN = 3 * 24 * 3_600_000;

/** Lets each topic catch up with its case: reads the truth, does the one thing that is lacking, and looks again. */
export function createKeepingUp(parts: KeepingUpParts) {
	const { store, queues, cases, conversations, knowledge, service, group, carrier, clock, publicUrl } = parts;

	function address(number: string): string | null {
		return publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}/desk/cases/${number}`;
	}

	async function nameOf(user: string | null): Promise<string | null> {
		return user === null ? null : ((await store.get('users', user))?.display_name ?? null);
	}

	async function wordsFor(document: CaseDocument): Promise<CardWords> {
		const { needs, regions } = knowledge();
		return {
			need: (id) => needs.get(id)?.name.id ?? id,
			place: (code) => regions.byCode.get(code)?.name.id ?? null,
			holder: await nameOf(document.assignee),
			zone: calendarOf(service(), teamOf(service(), document.team)).zone,
			address: address(document.number),
		};
	}

	/** The line before the first that belongs to a case. */
	async function beginning({ _id, conversation }: CaseDocument): Promise<number> {
		const [filed] = await store.find('messages', { case: _id }, { sort: ['case', 'seq'], limit: 1 });
		if (filed !== undefined) return filed.seq - 1;
		const talk = await store.get('conversations', conversation);
		if (talk === null) return 0;
		const unfiled = [...talk.unfiled, ...talk.outbox.map(({ message }) => message)].filter((line) => line.case === _id);
		return unfiled.length === 0 ? talk.seq : Math.min(...unfiled.map(({ seq }) => seq)) - 1;
	}

	/** A case is announced once somebody was told of it, or has it. */
	async function topicOf(id: string, document: CaseDocument | null): Promise<TopicDocument | null> {
		const known = await store.get('telegram_topics', id);
		if (known !== null || document === null) return known;
		const announced = document.notified_at !== null || document.assignee !== null;
		if (document.status !== 'open' || !announced) return null;
		await store.insert('telegram_topics', [newTopic(document, group.id, await beginning(document))]);
		return store.get('telegram_topics', id);
	}

	async function linesFor(topic: TopicDocument, document: CaseDocument | null): Promise<readonly MessageDocument[]> {
		if (document === null) return [];
		const watched = topic.replies.filter(isUnderWay).flatMap(({ seq }) => (seq === null ? [] : [seq - 1]));
		return conversations.transcript(document.conversation, Math.min(topic.shown_to, ...watched), LINES);
	}

	async function look(id: string): Promise<(Seen & { readonly priority: number; readonly card: Card | null }) | null> {
		const document = await cases.get(id);
		const topic = await topicOf(id, document);
		if (topic === null) return null;
		const lines = await linesFor(topic, document);
		const names = new Map<string, string>();
		for (const { author } of lines)
			if (author !== null && !names.has(author)) names.set(author, (await nameOf(author)) ?? staffTexts.formerWorker);
		const worker = (user: string | null) => names.get(user ?? '') ?? staffTexts.formerWorker;
		const shared = { topic, case: document, group: group.id, lines, worker };
		if (document === null) return { ...shared, name: '', card: null, priority: 10 };
		const words = await wordsFor(document);
		const bare = isBare(document, topic.bare);
		const card = cardOf(document, words, bare, clock());
		return { ...shared, name: topicName(document, words, bare), card, priority: document.priority };
	}

	/** Writes down that the topic shows all there is. Resolves to when it must be looked at again (milliseconds), null: when something happens. */
	async function rest({ topic, case: document, card }: Seen, over: boolean): Promise<number | null> {
		const state = over ? 'closed' : 'open';
		const case_rev = document?.rev ?? 0;
		const now = clock();
		const replies = topic.replies.filter((reply) => !isUnderWay(reply) || now - reply.at < FORGOTTEN);
		if (topic.state !== state || topic.case_rev !== case_rev || replies.length !== topic.replies.length)
			await changeTopic(store, topic._id, (known) => ({
				...known,
				...{ state, case_rev },
				replies: known.replies.filter((reply) => !isUnderWay(reply) || now - reply.at < FORGOTTEN),
			}));
		const watched = replies
			.filter(isUnderWay)
			.map(({ at }) => Math.min(WATCH.most, Math.max(WATCH.least, (now - at) / 4)));
		if (watched.length > 0) return Math.min(...watched);
		return card?.changes_in ?? null;
	}

	/** @returns when to come back, in milliseconds; null: when something happens. */
	async function catchUp(id: string): Promise<{ readonly after: number | null; readonly priority: number }> {
		let priority = 10;
		for (let step = 0; step < STEPS; step++) {
			const seen = await look(id);
			if (seen === null) return { after: null, priority };
			priority = seen.priority;
			const { attempt } = seen.topic;
			if (attempt !== null) {
				const left = attempt.at + ATTEMPT - clock();
				if (left > 0 && left <= ATTEMPT) return { after: left, priority };
				await carrier.settle(seen.topic);
				continue;
			}
			const next = nextStep(seen);
			if (next.does === 'rest') return { after: await rest(seen, next.over), priority };
			if (carrier.pause() > 0) return { after: carrier.pause(), priority };
			const carried = await carrier.carry(seen.topic, next, seen.card);
			if (carried !== 'on') return { after: carried, priority };
		}
		return { after: 0, priority };
	}

	return {
		address,
		wordsFor,
		nameOf,
		/**
		 * Does what a job is for, and queues the next one where the topic must be looked at again. That one is named by its second, so that
		 * it never stands in the way of news.
		 */
		async work(id: string): Promise<void> {
			const { after, priority } = await catchUp(id);
			if (after === null) return;
			const second = Math.ceil((clock() + after) / 1_000);
			await queues.add('topics', { case: id }, { id: `${id} ${second}`, delay: after, priority });
		},
	};
}

export type KeepingUp = ReturnType<typeof createKeepingUp>;
