import { checkEntities, checkKeyboard, checkText, Forbidden, onlyFields, refuse } from './checks.ts';
import type { FakeTelegram, Shown } from './server.ts';

type Fields = Record<string, unknown>;

/** A thread of the group, as everybody in it sees it. */
export interface FakeTopic {
	readonly id: number;
	name: string;
	closed: boolean;
	deleted: boolean;
}

/** ReactionTypeEmoji: the ones of its list that we use; any other is refused. */
const reactions = ['👀', '👍', '✍', '🤔', '💔'];

/** A supergroup with topics and our bot in it. */
export class Forum {
	readonly id = -1_001_234_567_890;
	readonly topics: FakeTopic[] = [];
	/** The last reaction of the bot, by message. */
	readonly reactions = new Map<number, string>();
	/** Messages that the bot deleted: `chat/message`. */
	readonly removed: string[] = [];
	isForum = true;
	status: 'administrator' | 'member' | 'left' = 'administrator';
	rights = { can_manage_topics: true, can_delete_messages: true };
	readonly #fake: FakeTelegram;
	#people = 0;

	constructor(fake: FakeTelegram) {
		this.#fake = fake;
	}

	/** Threads that are there. */
	get open(): readonly FakeTopic[] {
		return this.topics.filter(({ deleted }) => !deleted);
	}

	/** What the bot said in a thread. */
	said(topic: FakeTopic | undefined): readonly Shown[] {
		return this.#fake.shown.filter(({ chat, thread }) => chat === this.id && thread === topic?.id);
	}

	member(id = 500_000 + ++this.#people): Member {
		return new Member(this.#fake, this, id);
	}

	/** The thread of a message to this group. "message_thread_id: Unique identifier for the target message thread (topic) of a forum." */
	threadOf(chat: number, thread: unknown): number | undefined {
		if (chat === this.id && this.status === 'left') throw new Forbidden('bot is not a member of the supergroup chat');
		if (thread === undefined) return undefined;
		if (chat !== this.id || !this.isForum) return refuse('message thread not found');
		const topic = this.topics.find(({ id }) => id === thread);
		if (topic === undefined || topic.deleted) return refuse('message thread not found');
		if (topic.closed && this.status !== 'administrator') return refuse('TOPIC_CLOSED');
		return topic.id;
	}

	/** Undefined for a method that is none of these. */
	do(method: string, fields: Fields, next: () => number): unknown {
		switch (method) {
			case 'getChat':
				onlyFields(fields, ['chat_id']);
				this.#here(fields);
				return { id: this.id, type: 'supergroup', title: 'Petugas', ...(this.isForum && { is_forum: true }) };
			case 'getChatMember':
				onlyFields(fields, ['chat_id', 'user_id']);
				this.#here(fields);
				return { status: this.status, user: this.#fake.bot, ...(this.status === 'administrator' && this.rights) };
			case 'createForumTopic': {
				onlyFields(fields, ['chat_id', 'name', 'icon_color', 'icon_custom_emoji_id']);
				this.#manage(fields, 'create a topic');
				const topic: FakeTopic = { id: next(), name: nameOf(fields), closed: false, deleted: false };
				this.topics.push(topic);
				return { message_thread_id: topic.id, name: topic.name, icon_color: 7_322_096 };
			}
			case 'editForumTopic': {
				onlyFields(fields, ['chat_id', 'message_thread_id', 'name', 'icon_custom_emoji_id']);
				const topic = this.#topic(fields, 'edit the topic');
				if (topic.name === nameOf(fields)) return refuse('TOPIC_NOT_MODIFIED');
				topic.name = nameOf(fields);
				return true;
			}
			case 'closeForumTopic':
			case 'reopenForumTopic': {
				onlyFields(fields, ['chat_id', 'message_thread_id']);
				const topic = this.#topic(fields, 'close or reopen the topic');
				const closed = method === 'closeForumTopic';
				if (topic.closed === closed) return refuse('TOPIC_NOT_MODIFIED');
				topic.closed = closed;
				return true;
			}
			case 'deleteForumTopic': {
				onlyFields(fields, ['chat_id', 'message_thread_id']);
				this.#here(fields);
				if (!this.rights.can_delete_messages || this.status !== 'administrator')
					return refuse('not enough rights to delete a topic');
				const topic = this.topics.find(({ id }) => id === fields.message_thread_id);
				if (topic === undefined || topic.deleted) return refuse('TOPIC_ID_INVALID');
				topic.deleted = true;
				for (const message of this.said(topic)) this.#fake.shown.splice(this.#fake.shown.indexOf(message), 1);
				return true;
			}
			case 'editMessageText':
				return this.#edit(fields);
			case 'setMessageReaction': {
				onlyFields(fields, ['chat_id', 'message_id', 'reaction', 'is_big']);
				const given = fields.reaction as readonly { type: string; emoji: string }[];
				if (!Array.isArray(given) || given.length > 1) return refuse('too many reactions');
				if (given.some(({ type, emoji }) => type !== 'emoji' || !reactions.includes(emoji)))
					return refuse('REACTION_INVALID');
				this.reactions.set(Number(fields.message_id), given[0]?.emoji ?? '');
				return true;
			}
			case 'deleteMessage':
				onlyFields(fields, ['chat_id', 'message_id']);
				this.removed.push(`${fields.chat_id}/${fields.message_id}`);
				return true;
			default:
				return undefined;
		}
	}

	/** editMessageText: "text: 1-4096 characters"; what stands there already is refused. */
	#edit(fields: Fields): true {
		onlyFields(fields, ['chat_id', 'message_id', 'text', 'entities', 'reply_markup', 'link_preview_options']);
		const text = checkText(fields, 'text', 4_096);
		const entities = checkEntities(text, fields.entities);
		const buttons = checkKeyboard(fields.reply_markup);
		const found = this.#fake.shown.find(
			({ chat, message_id }) => chat === Number(fields.chat_id) && message_id === fields.message_id,
		);
		if (found === undefined) return refuse('message to edit not found');
		if (found.text === text && JSON.stringify(found.buttons) === JSON.stringify(buttons))
			return refuse('message is not modified: specified new message content and reply markup are exactly the same');
		Object.assign(found, { text, entities, buttons });
		return true;
	}

	#here(fields: Fields): void {
		if (Number(fields.chat_id) !== this.id) refuse('chat not found');
		if (this.status === 'left') throw new Forbidden('bot is not a member of the supergroup chat');
	}

	/** "The bot must be an administrator in the chat for this to work and must have the can_manage_topics administrator right." */
	#manage(fields: Fields, what: string): void {
		this.#here(fields);
		if (!this.isForum) refuse('the chat is not a forum');
		if (this.status !== 'administrator' || !this.rights.can_manage_topics) refuse(`not enough rights to ${what}`);
	}

	#topic(fields: Fields, what: string): FakeTopic {
		this.#manage(fields, what);
		const topic = this.topics.find(({ id }) => id === fields.message_thread_id);
		return topic === undefined || topic.deleted ? refuse('TOPIC_ID_INVALID') : topic;
	}
}

/** createForumTopic, editForumTopic: "name: Topic name, 1-128 characters". */
function nameOf({ name }: Fields): string {
	if (typeof name !== 'string' || name.trim() === '') return refuse('topic name is empty');
	return [...name].length > 128 ? refuse('topic name is too long') : name;
}

/** Somebody in the group. */
export class Member {
	readonly id: number;
	readonly #fake: FakeTelegram;
	readonly #forum: Forum;

	constructor(fake: FakeTelegram, forum: Forum, id: number) {
		this.#fake = fake;
		this.#forum = forum;
		this.id = id;
	}

	/** Writes in a thread, below a message if one is given; returns what was sent, so that it may be delivered again. */
	write(topic: FakeTopic | undefined, text: string, under?: Shown): Fields {
		return this.send(topic, { text }, under);
	}

	send(topic: FakeTopic | undefined, fields: Fields, under?: Shown): Fields {
		const { id, is_bot, first_name } = { id: this.id, is_bot: false, first_name: 'Petugas' };
		const made = this.#fake.message(this.id, {});
		// In a thread, a message that answers none answers the one with which the thread began.
		const to =
			under === undefined ? { message_id: topic?.id, forum_topic_created: {} } : { message_id: under.message_id };
		const message = {
			...made,
			chat: { id: this.#forum.id, type: 'supergroup', title: 'Petugas', is_forum: true },
			from: { id, is_bot, first_name },
			...(topic !== undefined && { message_thread_id: topic.id, is_topic_message: true, reply_to_message: to }),
			...fields,
		};
		this.#fake.bring({ message });
		return message;
	}

	edit(message: Fields, text: string): void {
		this.#fake.bring({ edited_message: { ...message, text, edit_date: 1_800_000_000 } });
	}

	/** Taps the button that begins so under the card of a thread. */
	tap(topic: FakeTopic | undefined, label: string): void {
		const card = this.#forum.said(topic).findLast(({ buttons }) => buttons.length > 0);
		const button = card?.buttons.flat().find(({ text }) => text.startsWith(label));
		if (card === undefined || button?.callback_data === undefined) throw new Error(`there is no button ${label}`);
		this.press(card, button.callback_data);
	}

	/** Presses a button with these data, whether or not it is there. */
	press({ message_id, thread }: Pick<Shown, 'message_id' | 'thread'>, data: string): void {
		const chat = { id: this.#forum.id, type: 'supergroup', title: 'Petugas', is_forum: true };
		const message = { message_id, date: 1, chat, message_thread_id: thread, is_topic_message: true };
		const from = { id: this.id, is_bot: false, first_name: 'Petugas' };
		this.#fake.bring({ callback_query: { id: this.#fake.query(), from, message, chat_instance: '2', data } });
	}
}
