import {
	accompaniedCase,
	alreadyClosed,
	type CaseDocument,
	closedCase,
	forbidden,
	gone,
	heldByAnother,
	notClaimed,
} from '../cases/index.ts';
import type { SentDocument } from '../engine/index.ts';
import type { Handover } from './api.ts';
import { line, stamped, withEffect, withSeen } from './document.ts';
import type { ConversationDocument, OutboxEntry } from './documents.ts';
import { beginning } from './following.ts';
import { cut, seenKey, storable } from './inbound.ts';
import { accompanied, handedBack, putBack, taken, takenAgain } from './modes.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

/** Longest message of a worker, in UTF-16 units. A channel cuts it into as many parts as it needs. */
const LONGEST = 8_000;

/**
 * What a worker does, crash-safe: the case and the conversation are two documents, so whatever changes both either writes its
 * intention into the conversation first (closing, accompanying), or leaves a state in which the bot is silent anyway and the next call mends
 * the rest (claiming, releasing).
 */
export function createHandover(ground: Ground, shelf: Shelf, kick: (conversation: string) => void): Handover {
	const { cases, clock, limits, reached, signals } = ground;
	/** Who speaks changed without a line being written: open pages show that too. */
	const speakerChanged = (conversation: string) => signals.publish(`conversation:${conversation}`);

	async function known(caseId: string): Promise<CaseDocument> {
		const document = await cases.get(caseId);
		if (document === null) throw gone();
		return document;
	}

	/** Of what the desk shows, this process may remember a state long past: another one has spoken with the person since. */
	const change = (conversation: string, how: Parameters<Shelf['change']>[1]) =>
		shelf.change(conversation, how, 'store');

	return {
		async claim(caseId, user) {
			const { conversation } = await known(caseId);
			const result = await cases.claim(caseId, user, clock());
			if (!result.claimed) return result;
			reached('case claimed');
			await change(conversation, (document) => taken(document, caseId, clock()));
			speakerChanged(conversation);
			kick(conversation);
			return result;
		},

		async release(caseId, user) {
			const { conversation } = await known(caseId);
			await cases.release(caseId, user, clock());
			await change(conversation, (document) => putBack(document, caseId, clock()));
			speakerChanged(conversation);
		},

		async reply(caseId, user, { id, text, document: file }) {
			const { conversation } = await known(caseId);
			const words = cut(storable(text), LONGEST).trim();
			if (words === '') throw forbidden('Pesan masih kosong.');
			const key = seenKey(`reply ${caseId} ${id}`);
			let outcome: 'accepted' | 'duplicate' = 'accepted';
			await change(conversation, async (document) => {
				outcome = document.seen.includes(key) ? 'duplicate' : 'accepted';
				if (outcome === 'duplicate') return document;
				mayReply(document, await known(caseId), user);
				const said = { text: words, ...(file !== undefined && { document: file }) };
				const held = withSeen(taken(document, caseId, clock()), key, limits.seen);
				return stamped(withReply(held, caseId, user, said, clock()), clock());
			});
			reached('reply accepted');
			kick(conversation);
			return outcome;
		},

		async close(caseId, user, closing) {
			const open = await known(caseId);
			const { conversation, status } = open;
			const at = clock();
			const decided = { kind: 'close_case', case: caseId, user, closing, at } as const;
			closedCase(open, user, closing, at);
			if (status === 'open') {
				await change(conversation, (document) =>
					document.mode.case !== caseId || isClosing(document, caseId)
						? document
						: stamped(withEffect(document, decided), at),
				);
				reached('closing decided');
			}
			await cases.close(caseId, user, closing, at);
			kick(conversation);
		},

		async transfer(caseId, user, handing) {
			const { conversation } = await known(caseId);
			const { status, assignee } = await cases.transfer(caseId, user, handing, clock());
			await change(conversation, (document) => {
				if (status !== 'open') return handedBack(document, caseId, clock());
				return assignee === null ? putBack(document, caseId, clock()) : taken(document, caseId, clock());
			});
			speakerChanged(conversation);
			kick(conversation);
		},

		async accompany(caseId, user, asking) {
			const open = await known(caseId);
			const { conversation } = open;
			const at = clock();
			accompaniedCase(open, user, asking, at);
			const asked = (await cases.reports(caseId)).length === 0 ? [beginning(caseId, at)] : [];
			const decided = { kind: 'accompany', case: caseId, user, asking, at } as const;
			await change(conversation, (document) => {
				if (document.mode.case !== caseId) throw gone();
				if (document.opted_out)
					throw forbidden(
						'Warga meminta kita berhenti menulis, jadi Hakku tidak boleh bertanya. Tunggu sampai warga menulis.',
					);
				return withEffect(accompanied(document, caseId, asked, at), decided);
			});
			reached('accompanying decided');
			await cases.accompany(caseId, user, asking, at);
			speakerChanged(conversation);
			kick(conversation);
		},

		async merge(caseId, into, user) {
			const { conversation } = await known(caseId);
			await cases.merge(caseId, into, user, clock());
			await change(conversation, (document) => handedBack(document, caseId, clock()));
			speakerChanged(conversation);
			kick(conversation);
		},

		async unmerge(caseId, user) {
			const { conversation } = await known(caseId);
			const standing = await shelf.fresh(conversation, 0);
			const other = standing?.mode.case ?? null;
			if (other !== null && other !== caseId)
				throw forbidden(
					'Warga sudah punya kasus lain yang terbuka dalam percakapan ini. Selesaikan atau gabungkan dulu.',
				);
			await cases.unmerge(caseId, user, clock());
			await change(conversation, (document) => takenAgain(document, caseId, clock()));
			speakerChanged(conversation);
			kick(conversation);
		},
	};
}

function withReply(
	document: ConversationDocument,
	caseId: string,
	user: string,
	said: { readonly text: string; readonly document?: SentDocument },
	at: number,
): ConversationDocument {
	const seq = document.seq + 1;
	const written = line(document, seq, { from: 'worker', author: user, ...said, at, delivery: 'waiting', case: caseId });
	/** A human's words always leave, also when the case is closed or given back right afterwards. */
	const entry: OutboxEntry = {
		id: written._id,
		epoch: document.mode.epoch,
		always: true,
		attempted_at: null,
		attempts: 0,
		message: written,
	};
	const answered = withEffect(document, { kind: 'answered', case: caseId, user, at });
	return { ...answered, seq, outbox: [...answered.outbox, entry] };
}

function mayReply(document: ConversationDocument, open: CaseDocument, user: string): void {
	if (open.status !== 'open' || document.mode.case !== open._id || isClosing(document, open._id))
		throw alreadyClosed(open);
	if (open.assignee === null) throw notClaimed(open);
	if (open.assignee !== user) throw heldByAnother(open);
	if (document.opted_out && open.waiting_since === null)
		throw forbidden('Warga meminta kita berhenti menulis. Anda bisa membalas lagi setelah warga menulis.');
}

function isClosing({ effects }: ConversationDocument, caseId: string): boolean {
	return effects.some((effect) => effect.kind === 'close_case' && effect.case === caseId);
}
