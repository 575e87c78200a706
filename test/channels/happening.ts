import type { ConversationDocument } from '../../src/conversation/documents.ts';
import type { Conversations, Handover } from '../../src/conversation/index.ts';
import type { readRehearsals } from '../../src/engine/index.ts';
import type { Store } from '../../src/store/index.ts';

type Said = ReturnType<typeof readRehearsals>['rehearsals'][number]['rehearsal']['say'][number];

/** What can happen to a conversation without anybody writing in it. */
type Happening = Exclude<Said, string | { readonly tap: string } | { readonly send: string }>;

export const happens = (said: Said): said is Happening =>
	typeof said !== 'string' && !('tap' in said || 'send' in said);

/**
 * Lets it happen as it does in an office: a timer that was set falls due now, a worker closes the case, the office's question is put.
 * Time goes on to the hour at which the person may be written to. The long ways there (days that pass, clocks of cases) have tests of their own in test/conversation.
 */
export async function happen(
	said: Happening,
	conversation: string,
	time: { now: number },
	house: { readonly store: Store; readonly conversations: Conversations; readonly handover: Handover },
): Promise<void> {
	const { store, conversations, handover } = house;
	const { now } = time;

	async function change(how: (known: ConversationDocument) => Partial<ConversationDocument>): Promise<void> {
		for (;;) {
			const known = await store.get('conversations', conversation);
			if (known === null) throw new Error('nobody ever wrote');
			if (await store.replace('conversations', { ...known, ...how(known) })) return;
		}
	}

	if ('start' in said) throw new Error('this channel has no page to open');
	if ('returned' in said) {
		const [open] = await store.find('cases', { conversation, status: 'open' }, { limit: 1 });
		if (open === undefined) throw new Error('no case is open');
		await handover.claim(open._id, 'bu-sari');
		const outcomes = open.claims.map(({ right }) => ({ right, to: 'withdrawn', reason: 'selesai' }) as const);
		return await handover.close(open._id, 'bu-sari', { result: 'helped', note: '', outcomes });
	}
	if ('timer' in said) {
		const due = (known: ConversationDocument) =>
			known.timers.map((one) => (one.timer === said.timer ? { ...one, due: now } : one));
		await change((known) => ({ timers: due(known), next_due: now }));
		await conversations.timer(conversation, said.timer);
		await conversations.settled(conversation);
		/** The person is to be written to at other hours only. */
		const left = (await store.get('conversations', conversation))?.timers.find(({ timer }) => timer === said.timer);
		if (left === undefined || left.due <= now) return;
		time.now = left.due;
		return await conversations.timer(conversation, said.timer);
	}
	const [claim, moment] = 'follow_up' in said ? [said.follow_up, null] : [null, said.self_report];
	const asked = { timer: 'kantor', due: now, about: { case: 'uji', claim, moment } };
	await change(({ mode, timers }) => ({
		mode: { ...mode, state: 'bot', epoch: mode.epoch + 1 },
		timers: [...timers, asked],
		next_due: now,
	}));
	await conversations.timer(conversation, asked.timer);
}
