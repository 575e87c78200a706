import type { Store } from '../store/index.ts';
import type { MessageDocument } from './documents.ts';

/** The most lines that are read at once. */
const MOST = 1_000;

/**
 * The lines after `after`: filed ones, and those that still wait in the document. The document is read first: a line that is
 * filed in between is then seen twice, and never not at all.
 */
export async function readTranscript(
	store: Store,
	conversation: string,
	after: number,
	limit: number,
): Promise<readonly MessageDocument[]> {
	const most = Math.max(1, Math.min(MOST, limit));
	const document = await store.get('conversations', conversation);
	if (document === null) return [];
	const filed = await store.find(
		'messages',
		{ conversation, seq: { gt: after } },
		{ sort: ['conversation', 'seq'], limit: most },
	);
	const lines = new Map<number, MessageDocument>();
	for (const line of [...document.unfiled, ...document.outbox.map((entry) => entry.message)])
		if (line.seq > after) lines.set(line.seq, line);
	for (const line of filed) lines.set(line.seq, line);
	return [...lines.values()].sort((a, b) => a.seq - b.seq).slice(0, most);
}
