import type { CaseDocument } from '../../../cases/index.ts';
import type { Store } from '../../../store/index.ts';
import type { TopicDocument } from '../documents.ts';
import { isBare } from './card.ts';

/** How many messages of a topic are remembered as the person's, and how many of workers as answers. */
const REMEMBERED = 400;

/** The topic of a case before anything of it stands on Telegram. @param shown_to - the line before the first that belongs to it. */
export function newTopic(document: CaseDocument, group: string, shown_to: number): TopicDocument {
	return {
		...{ _id: document._id, rev: 1, group, topic: null, state: 'open', shut: false, name: null, card: null },
		...{ bare: isBare(document, false), begun: false, shown_to, doubt: null, heard: [], replies: [] },
		...{ attempt: null, earlier: [], case_rev: 0 },
	};
}

/** What is left when the thread is gone: the next one begins anew. */
export function withoutThread(topic: TopicDocument): TopicDocument {
	return {
		...topic,
		topic: null,
		shut: false,
		name: null,
		card: null,
		begun: false,
		doubt: null,
		heard: [],
		replies: [],
	};
}

/** Changes a topic until no one else was faster; `how` gives the same document when there is nothing to do. Null: there is none. */
export async function changeTopic(
	store: Store,
	id: string,
	how: (topic: TopicDocument) => TopicDocument,
): Promise<TopicDocument | null> {
	for (;;) {
		const known = await store.get('telegram_topics', id);
		if (known === null) return null;
		const changed = bounded(how(known));
		if (changed === known) return known;
		if (await store.replace('telegram_topics', changed)) return { ...changed, rev: changed.rev + 1 };
	}
}

function bounded(topic: TopicDocument): TopicDocument {
	const { heard, replies } = topic;
	if (heard.length <= REMEMBERED && replies.length <= REMEMBERED) return topic;
	return { ...topic, heard: heard.slice(-REMEMBERED), replies: replies.slice(-REMEMBERED) };
}

/** The topic in which something stands; null where no case of ours is. */
export async function topicAt(store: Store, group: string, thread: number): Promise<TopicDocument | null> {
	const found = await store.find('telegram_topics', { topic: thread }, { sort: ['topic'], limit: 20 });
	return found.find((topic) => topic.group === group) ?? null;
}
