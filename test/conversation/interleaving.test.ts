import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConversationDocument, defaultLimits } from '../../src/conversation/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { around } from './stores.ts';
import { helped } from './tiny-play.ts';
import { Person, type World, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

type Act =
	| { readonly kind: 'write'; readonly text: string; readonly at: readonly number[] }
	| { readonly kind: 'claim' | 'reply' | 'close'; readonly at: readonly number[] };

const processes = fc.constantFrom<readonly number[]>([0], [1], [0, 1], [1, 0, 1]);
const act: fc.Arbitrary<Act> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('write'),
			text: fc.constantFrom('beras', 'dua', 'petugas', 'bahaya'),
			at: processes,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('claim', 'reply', 'close'), at: processes }) },
) as fc.Arbitrary<Act>;

/** Everything that two processes did to one conversation, in the order in which the store saw it. */
class Ledger {
	readonly commits: { readonly at: number; readonly epoch: number }[] = [];
	readonly epochs = new Map<string, { readonly epoch: number; readonly always: boolean }>();
	readonly sends: { readonly at: number; readonly id: string }[] = [];

	committed(at: number, document: ConversationDocument): void {
		this.commits.push({ at, epoch: document.mode.epoch });
		for (const entry of document.outbox) this.epochs.set(entry.id, { epoch: entry.epoch, always: entry.always });
	}
}

/** One more process over the store, whose every step waits for the scheduler. */
function process(first: World | undefined, scheduler: fc.Scheduler, ledger: Ledger): World {
	let clock: World['clock'] | undefined;
	const scheduled = around(store, async (name, run, given) => {
		await scheduler.schedule(Promise.resolve(), name);
		clock?.forward(40);
		const result = await run();
		const document = name === 'insert conversations' ? (given[1] as ConversationDocument[])[0] : given[1];
		const done = name === 'insert conversations' ? (result as string[]).length > 0 : result === true;
		if (name.endsWith('e conversations') || name === 'insert conversations')
			if (done) ledger.committed(clock?.now ?? 0, document as ConversationDocument);
		return result;
	});
	const one = world(scheduled, first === undefined ? {} : { beside: first });
	({ clock } = one);
	if (first === undefined)
		for (const channel of [one.web, one.telegram]) {
			const send = channel.send.bind(channel);
			channel.send = async (message) => {
				ledger.sends.push({ at: one.clock.now, id: message.id });
				await scheduler.schedule(Promise.resolve(), 'send');
				one.clock.forward(120);
				return await send(message);
			};
		}
	return one;
}

describe('two processes over one store, in whatever order they get their turn', () => {
	it.each(['web', 'telegram'] as const)(
		'B01, B04, B32: answer each message on %s once, in order, and the bot never after a human took over',
		async (channel) => {
			await fc.assert(
				fc.asyncProperty(fc.scheduler(), fc.array(act, { minLength: 2, maxLength: 7 }), async (scheduler, acts) => {
					const ledger = new Ledger();
					const one = process(undefined, scheduler, ledger);
					const two = process(one, scheduler, ledger);
					const at = (which: number) => (which === 0 ? one : two);
					const person = new Person(channel);
					const all: Promise<unknown>[] = [];
					let known: string | null = null;
					for (const [index, what] of acts.entries()) {
						const caseId: string = known ?? `${person.id}@1`;
						for (const which of what.at) {
							const { conversations, handover } = at(which);
							const ignore = () => undefined;
							if (what.kind === 'write')
								all.push(conversations.receive(person.inbound({ kind: 'text', text: what.text }, `id-${index}`)));
							else if (what.kind === 'claim') all.push(handover.claim(caseId, 'sari').catch(ignore));
							else if (what.kind === 'reply')
								all.push(handover.reply(caseId, 'sari', { id: `r${index}`, text: 'Halo' }).catch(ignore));
							else all.push(handover.close(caseId, 'sari', helped).catch(ignore));
						}
						known = (await store.get('conversations', person.id))?.mode.case ?? known;
					}
					await scheduler.waitFor(Promise.all(all));
					for (let round = 0; round < 3; round++) {
						await scheduler.waitFor(
							Promise.all([one.conversations.settled(person.id), two.conversations.settled(person.id)]),
						);
						one.clock.forward(120_000);
						await scheduler.waitFor(Promise.all([one.conversations.sweep(), two.conversations.sweep()]));
					}
					await expectWhole(person, acts, one, ledger);
				}),
				{ numRuns: 25, seed: 20260302 },
			);
		},
	);
});

async function expectWhole(
	person: Person,
	acts: readonly Act[],
	{ web, telegram }: World,
	ledger: Ledger,
): Promise<void> {
	const written = acts.flatMap((one) => (one.kind === 'write' ? [one.text] : []));
	const lines = await store.find(
		'messages',
		{ conversation: person.id },
		{ sort: ['conversation', 'seq'], limit: 1_000 },
	);
	const heard = lines.filter((line) => line.from === 'citizen').map((line) => line.text);
	expect([...heard].sort()).toEqual([...written].sort());
	expect(lines.map((line) => line.seq)).toEqual(lines.map((_, at) => at + 1));

	const document = await store.get('conversations', person.id);
	if (written.length === 0) return expect(document).toBeNull();
	expect(document).toMatchObject({ inbox: [], outbox: [], unfiled: [], effects: [], pending_since: null });
	const open = await store.find('cases', { conversation: person.id, status: 'open' });
	expect(open.length).toBe(document!.mode.case === null ? 0 : 1);

	const sent = (person.channel === 'web' ? web : telegram).sent.map((message) => message.id);
	for (const line of lines.filter((one) => one.delivery === 'sent')) {
		const times = sent.filter((id) => id === line._id).length;
		expect(times).toBeGreaterThanOrEqual(1);
		if (person.channel === 'telegram') expect(times).toBe(1);
	}
	const turns = lines.flatMap((line) => (line.from === 'hakku' ? [Number(/^(\d+)/.exec(line.text)?.[1])] : []));
	const counted = turns.filter((turn) => !Number.isNaN(turn));
	expect(counted).toEqual([...counted].sort((a, b) => a - b));

	for (const { id, at } of ledger.sends) {
		const entry = ledger.epochs.get(id);
		if (entry === undefined || entry.always) continue;
		const later = ledger.commits.filter((one) => one.epoch > entry.epoch && one.at < at - defaultLimits.fresh);
		expect(later, `${id} left after the conversation had passed on`).toEqual([]);
	}
}
