import type { MessageDocument } from '../conversation/documents.ts';
import type { FileDocument } from '../files/documents.ts';
import { fileName } from '../files/index.ts';
import type { Store } from '../store/index.ts';
import type { ExportedFile, PersonExport } from './api.ts';

const PAGE = 1_000;

/** Gathers what is kept of a person. Staff notes and the audit trail are the office's own records and stay out. */
export async function exportOf(store: Store, person: string): Promise<PersonExport | null> {
	const [known, conversations, cases, reports] = await Promise.all([
		store.get('people', person),
		store.find('conversations', { person }, { limit: PAGE }),
		store.find('cases', { person }, { limit: PAGE }),
		store.find('self_reports', { person }, { limit: PAGE }),
	]);
	if (known === null && conversations.length === 0 && cases.length === 0) return null;
	const told: PersonExport['conversations'][number][] = [];
	for (const conversation of conversations) {
		const waiting = [...conversation.unfiled, ...conversation.outbox.map((entry) => entry.message)];
		told.push({
			id: conversation._id,
			since: conversation.created_at,
			opted_out: conversation.opted_out,
			facts: conversation.session?.facts ?? {},
			needs: conversation.session?.needs ?? [],
			rights: conversation.session?.told ?? {},
			messages: await messagesOf(store, conversation._id, waiting),
			files: await filesOf(store, conversation._id),
		});
	}
	return {
		person,
		consent: known?.consent ?? null,
		conversations: told,
		cases: cases.map(({ number, status, opened_at, closed_at, needs, claims, refusals, reason, words, called }) => ({
			number,
			status,
			opened_at,
			closed_at,
			needs,
			claims,
			refusals,
			reason,
			words,
			called: called ?? null,
		})),
		reports: reports.map(({ moment, answers, at }) => ({ moment, answers, at })),
	};
}

async function messagesOf(
	store: Store,
	conversation: string,
	waiting: readonly MessageDocument[],
): Promise<readonly Pick<MessageDocument, 'at' | 'from' | 'text'>[]> {
	const lines = new Map(waiting.map((line) => [line.seq, line]));
	for (let after = 0; ; ) {
		const page = await store.find(
			'messages',
			{ conversation, seq: { gt: after } },
			{ sort: ['conversation', 'seq'], limit: PAGE },
		);
		for (const line of page) lines.set(line.seq, line);
		const last = page.at(-1);
		if (last === undefined || page.length < PAGE) break;
		after = last.seq;
	}
	return [...lines.values()].sort((a, b) => a.seq - b.seq).map(({ at, from, text }) => ({ at, from, text }));
}

async function filesOf(store: Store, conversation: string): Promise<readonly ExportedFile[]> {
	const found: FileDocument[] = [];
	for (let after = 0; ; ) {
		const seq = { gt: after };
		const page = await store.find('files', { conversation, seq }, { sort: ['conversation', 'seq'], limit: PAGE });
		found.push(...page);
		const last = page.at(-1);
		if (last === undefined || page.length < PAGE) break;
		after = last.seq;
	}
	return found.map((file) => ({
		...{ at: file.at, name: fileName(file), type: file.type, size: file.size, state: file.state },
	}));
}
