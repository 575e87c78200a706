import type { ChannelName } from '../channels/index.ts';
import { stamped, withEffect, withLine, withSeen } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import { cut, seenKey, storable } from './inbound.ts';
import type { Limits } from './limits.ts';
import { taken } from './modes.ts';

/** What a worker wrote to a citizen outside the desk, from the office's own telephone. */
export interface Overheard {
	readonly channel: ChannelName;
	readonly address: string;
	/** The channel's own id. */
	readonly id: string;
	readonly text: string;
	/** Epoch milliseconds. */
	readonly sent_at: number;
}

/** Written in place of a worker's name: nobody knows who held the telephone. */
const TELEPHONE = 'telepon';

/**
 * The conversation once a worker's own words are part of it: a human speaks now, so the bot is silent until the case is closed. Where
 * there is none, one is opened, so that somebody closes it. The same document when the words are known already (B32).
 */
export function withOverheard(
	document: ConversationDocument,
	{ id, text }: Overheard,
	now: number,
	limits: Limits,
): ConversationDocument {
	const key = seenKey(`phone ${id}`);
	const words = cut(storable(text), limits.text).trim();
	if (document.seen.includes(key) || words === '') return document;
	const known = withSeen(document, key, limits.seen);
	const open = document.mode.case;
	const human = open === null ? withCase(known, now) : taken(known, open, now);
	const caseId = human.mode.case;
	const spoken = withLine(human, {
		from: 'worker',
		author: TELEPHONE,
		text: words,
		at: now,
		delivery: 'sent',
		case: caseId,
	});
	return stamped(
		caseId === null ? spoken : withEffect(spoken, { kind: 'answered', case: caseId, user: TELEPHONE, at: now }),
		now,
	);
}

function withCase(document: ConversationDocument, at: number): ConversationDocument {
	const epoch = document.mode.epoch + 1;
	const opened = `${document._id}@${epoch}`;
	const handoff = {
		priority: 3,
		reason: 'Petugas menulis langsung dari HP kantor.',
		danger: [],
		needs: document.session?.needs ?? [],
		rights: {},
		facts: {},
		refusal: null,
		language: document.session?.language ?? 'id',
	} as const;
	const quiet = { ...document, mode: { state: 'human', epoch, case: opened } as const };
	const { person, words } = document;
	return withEffect(quiet, { kind: 'open_case', case: opened, person, handoff, words, at });
}
