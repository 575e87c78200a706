import { randomUUID } from 'node:crypto';
import type { Api } from 'grammy';
import type { InlineKeyboardButton, MessageEntity, ReactionTypeEmoji } from 'grammy/types';
import type { Logger } from 'pino';
import type { DeliveryState } from '../../../conversation/documents.ts';
import type { Store } from '../../../store/index.ts';
import type { TopicAttempt, TopicDocument } from '../documents.ts';
import type { Card } from './card.ts';
import type { Group } from './group.ts';
import type { Step } from './next.ts';
import { staffTexts as texts } from './texts.ts';
import { changeTopic, withoutThread } from './topics.ts';
import { staffFailureOf } from './trouble.ts';

export interface CarryingParts {
	readonly api: Api;
	readonly store: Store;
	readonly group: Group;
	readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
	readonly clock: () => number;
	/** Something is to be done about a topic of this id. */
	touched(id: string): void;
}

/** What became of a step: `on`, look again for the next one; or after how many milliseconds it may be tried again. */
export type Carried = 'on' | number;

/** Milliseconds until a step is tried again: when the line was down, and when an admin has to do something first. */
const SOON = 3_000;
const LONG = 10 * 60_000;

type Does<K extends Step['does']> = Extract<Step, { does: K }>;
type Shown = Does<'create' | 'card' | 'say' | 'mark'>;

/**
 * Carries out steps on Telegram. What would show twice is marked in the topic before it is sent, so that of two processes one sends it, and
 * a crash leaves a doubt that is said instead of a repeat. 429 holds every topic, because the limit is the group's.
 */
export function createCarrier({ api, store, group, log, clock, touched }: CarryingParts) {
	let paused_until = 0;

	const change = (topic: TopicDocument, how: (known: TopicDocument) => TopicDocument) =>
		changeTopic(store, topic._id, how);

	/** Sends into a thread. Resolves to the number of the message. */
	async function send(
		{ group: chat, topic }: TopicDocument,
		text: string,
		more: {
			readonly entities?: readonly MessageEntity[];
			readonly buttons?: Card['buttons'];
			readonly reply?: number;
		} = {},
	): Promise<number> {
		const { entities = [], buttons = [], reply } = more;
		const { message_id } = await api.sendMessage(chat, text, {
			...{ message_thread_id: topic ?? 0, entities: [...entities], link_preview_options: { is_disabled: true } },
			...markup(buttons),
			...(reply !== undefined && { reply_parameters: { message_id: reply, allow_sending_without_reply: true } }),
		});
		return message_id;
	}

	/** What cannot be taken back; resolves to how the topic is afterwards. */
	async function show(
		topic: TopicDocument,
		step: Shown,
		card: Card | null,
	): Promise<(known: TopicDocument) => TopicDocument> {
		switch (step.does) {
			case 'create': {
				const { name, bare } = step;
				const { message_thread_id } = await api.createForumTopic(topic.group, name);
				return (known) => ({ ...known, topic: message_thread_id, name, bare, state: 'open', shut: false });
			}
			case 'card': {
				const { text = '', entities = [], buttons = [], face = '' } = card ?? {};
				const message = await send(topic, text, { entities, buttons });
				return (known) => ({ ...known, card: { message, face } });
			}
			case 'say': {
				const { about, said, to } = step;
				const message = await send(topic, said.text, said);
				return (known) => ({
					...known,
					shown_to: Math.max(known.shown_to, to),
					begun: known.begun || about === 'words',
					doubt: about === 'doubt' ? null : known.doubt,
					heard: said.heard ? [...known.heard, message] : known.heard,
				});
			}
			case 'mark': {
				const { reply, state } = step;
				const fate = fateOf(state);
				await react(topic.group, reply.message, emojiOf(state));
				if (fate !== null) await send(topic, fate, { reply: reply.message });
				return (known) => marked(known, reply.message, state);
			}
		}
	}

	/** A reaction is courtesy: a message that is gone, or a group that forbids them, holds nothing up. */
	async function react(chat: string, message: number, emoji: ReactionTypeEmoji['emoji']): Promise<void> {
		try {
			await api.setMessageReaction(chat, message, [{ type: 'emoji', emoji }]);
		} catch (error) {
			const { kind } = staffFailureOf(error);
			if (kind !== 'refused' && kind !== 'no_message' && kind !== 'group' && kind !== 'already') throw error;
		}
	}

	async function showOnce(topic: TopicDocument, step: Shown, card: Card | null): Promise<Carried> {
		const attempt = attemptOf(step, clock());
		if (!(await store.replace('telegram_topics', { ...topic, attempt }))) return 'on';
		try {
			const after = await show(topic, step, card);
			await change(topic, (known) => ({ ...after(known), attempt: null }));
			return 'on';
		} catch (error) {
			const failure = staffFailureOf(error);
			if (failure.kind === 'unknown') {
				await change(topic, (known) => doubted(known, attempt));
				return 'on';
			}
			if (failure.kind === 'refused') {
				log.error(
					{ code: 'telegram.refused', channel: 'telegram' },
					'Telegram refused a message to the staff group: our own fault',
				);
				const skipped = step.does === 'say' || step.does === 'mark';
				await change(topic, (known) => (skipped ? doubted(known, attempt) : { ...known, attempt: null }));
				return skipped ? 'on' : LONG;
			}
			await change(topic, (known) => ({ ...known, attempt: null }));
			return failed(topic, error);
		}
	}

	/** What a failure means for the topic, and when it is worth another try. */
	async function failed(topic: TopicDocument, error: unknown): Promise<Carried> {
		const failure = staffFailureOf(error);
		switch (failure.kind) {
			case 'limited':
				paused_until = Math.max(paused_until, clock() + failure.after);
				return failure.after;
			case 'already':
				return 'on';
			case 'no_thread':
				await change(topic, withoutThread);
				return 'on';
			case 'no_message':
				await change(topic, (known) => ({ ...known, card: null }));
				return 'on';
			case 'group':
				group.found(failure.reason);
				return LONG;
			case 'unauthorized':
				return LONG;
			case 'refused':
				log.error(
					{ code: 'telegram.refused', channel: 'telegram' },
					'Telegram refused a change in the staff group: our own fault',
				);
				return LONG;
			default:
				return SOON;
		}
	}

	/** Changes that may be made twice: what is so already is done. */
	async function set(
		topic: TopicDocument,
		work: () => Promise<unknown>,
		after: (known: TopicDocument) => TopicDocument,
	): Promise<Carried> {
		try {
			await work();
		} catch (error) {
			if (staffFailureOf(error).kind !== 'already') return failed(topic, error);
		}
		await change(topic, after);
		return 'on';
	}

	/** @returns false while Telegram does not let us. */
	async function remove(chat: string, thread: number): Promise<Carried> {
		try {
			await api.deleteForumTopic(chat, thread);
			return 'on';
		} catch (error) {
			const failure = staffFailureOf(error);
			if (failure.kind === 'no_thread' || failure.kind === 'already') return 'on';
			if (failure.kind === 'limited') paused_until = Math.max(paused_until, clock() + failure.after);
			if (failure.kind === 'group') group.found(failure.reason);
			if (failure.kind === 'limited') return failure.after;
			return failure.kind === 'group' || failure.kind === 'refused' ? LONG : SOON;
		}
	}

	async function erase(topic: TopicDocument, step: Does<'delete'>): Promise<Carried> {
		if (!topic._id.startsWith(ERASED)) {
			const bare = {
				...withoutThread(topic),
				_id: `${ERASED}${randomUUID()}`,
				rev: 1,
				group: group.id,
				attempt: null,
				shown_to: 0,
			};
			if (step.threads.length > 0)
				await store.insert('telegram_topics', [{ ...bare, earlier: step.threads, state: 'open', case_rev: 0 }]);
			await store.remove('telegram_topics', topic._id);
			touched(bare._id);
			return 'on';
		}
		for (const { group: chat, topic: thread } of step.threads) {
			const removed = await remove(chat, thread);
			if (removed !== 'on') return removed;
			await change(topic, (known) => ({
				...known,
				earlier: known.earlier.filter((one) => one.topic !== thread || one.group !== chat),
			}));
		}
		await store.remove('telegram_topics', topic._id);
		return 'on';
	}

	async function leave(topic: TopicDocument, { why }: Does<'leave'>): Promise<Carried> {
		const { group: chat, topic: thread } = topic;
		if (why === 'exposed' && thread !== null) {
			const removed = await remove(chat, thread);
			if (removed !== 'on') return removed;
			await change(topic, (known) => ({ ...withoutThread(known), bare: true, begun: true }));
			return 'on';
		}
		await change(topic, (known) => ({
			...withoutThread(known),
			group: group.id,
			earlier: thread === null ? known.earlier : [...known.earlier, { group: chat, topic: thread }],
		}));
		return 'on';
	}

	return {
		/** Milliseconds for which nothing may be sent into the group. */
		pause: () => Math.max(0, paused_until - clock()),

		/** A message that was being sent when a process died: what is in doubt is said, and not sent again. */
		async settle(topic: TopicDocument): Promise<void> {
			const { attempt } = topic;
			if (attempt === null) return;
			await change(topic, (known) => (known.attempt?.at === attempt.at ? doubted(known, attempt) : known));
		},

		async carry(topic: TopicDocument, step: Exclude<Step, Does<'rest'>>, card: Card | null): Promise<Carried> {
			const thread = topic.topic ?? 0;
			const { group: chat } = topic;
			switch (step.does) {
				case 'delete':
					return erase(topic, step);
				case 'leave':
					return leave(topic, step);
				case 'create':
				case 'card':
				case 'say':
				case 'mark':
					return showOnce(topic, step, card);
				case 'pass':
					await change(topic, (known) => passed(known, step));
					return 'on';
				case 'reopen':
					return set(
						topic,
						() => api.reopenForumTopic(chat, thread),
						(known) => ({ ...known, shut: false, state: 'open' }),
					);
				case 'rename':
					return set(
						topic,
						() => api.editForumTopic(chat, thread, { name: step.name }),
						(known) => ({ ...known, name: step.name }),
					);
				case 'edit': {
					const { text = '', entities = [], buttons = [], face = '' } = card ?? {};
					const message = topic.card?.message ?? 0;
					const how = { entities: [...entities], link_preview_options: { is_disabled: true }, ...keyboard(buttons) };
					const after = (known: TopicDocument) =>
						known.card?.message === message ? { ...known, card: { message, face } } : known;
					return set(topic, () => api.editMessageText(chat, message, text, how), after);
				}
				case 'shut':
					return set(
						topic,
						() => api.closeForumTopic(chat, thread),
						(known) => ({ ...known, shut: true }),
					);
			}
		},
	};
}

export type Carrier = ReturnType<typeof createCarrier>;

/** What stands before the id of a topic whose person was erased. */
const ERASED = 'erased:';

const emojis: Readonly<Record<DeliveryState, ReactionTypeEmoji['emoji']>> = {
	waiting: '👀',
	sent: '👍',
	uncertain: '🤔',
	unreachable: '💔',
	refused: '💔',
	superseded: '💔',
};
const emojiOf = (state: DeliveryState) => emojis[state];

function fateOf(state: DeliveryState): string | null {
	return state === 'waiting' || state === 'sent' ? null : texts.fate[state];
}

function attemptOf(step: Shown, at: number): TopicAttempt {
	const nothing = { about: null, to: null, message: null, state: null };
	const { does } = step;
	if (does === 'say') return { ...nothing, does, about: step.about, to: step.to, at };
	if (does === 'mark') return { ...nothing, does, message: step.reply.message, state: step.state, at };
	return { ...nothing, does, at };
}

function marked(known: TopicDocument, message: number | null, state: DeliveryState | null): TopicDocument {
	const replies = known.replies.map((one) => (one.message === message ? { ...one, shown: state } : one));
	return { ...known, replies };
}

function passed(known: TopicDocument, { to, bind }: Does<'pass'>): TopicDocument {
	const replies = known.replies.map((one) => (one.message === bind?.message ? { ...one, seq: to } : one));
	const shown_to = Math.max(known.shown_to, to);
	return { ...known, shown_to, begun: true, replies: bind === null ? known.replies : replies };
}

/** Nobody knows whether it was sent. Nothing that people would read twice is repeated; that it may be missing is said. */
function doubted(topic: TopicDocument, { does, about, to, message, state }: TopicAttempt): TopicDocument {
	const known = { ...topic, attempt: null };
	switch (does) {
		case 'create':
			return { ...known, doubt: 'topic' };
		case 'card':
			return known;
		case 'say': {
			const shown_to = Math.max(known.shown_to, to ?? 0);
			return { ...known, shown_to, begun: known.begun || about === 'words', doubt: about === 'doubt' ? null : 'line' };
		}
		case 'mark':
			return marked(known, message, state);
	}
}

function keyboard(buttons: readonly (readonly InlineKeyboardButton[])[]) {
	return { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } };
}

function markup(buttons: Card['buttons']) {
	return buttons.length === 0 ? {} : keyboard(buttons);
}
