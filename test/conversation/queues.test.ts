import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCases } from '../../src/cases/index.ts';
import { createConversations, startWork } from '../../src/conversation/index.ts';
import { createPeople } from '../../src/people/index.ts';
import { openEmbedded } from '../embedded.ts';
import { NotebookChannel, notedLog } from './surroundings.ts';
import { emptySession, tinyPlay } from './tiny-play.ts';
import { Person } from './world.ts';

let real: Awaited<ReturnType<typeof openEmbedded>>;
beforeAll(async () => {
	real = await openEmbedded();
});
afterAll(() => real.close());

/** Resolves when `happened` is true; it is looked at again whenever one of the topics is published. */
function heard(happened: () => Promise<boolean>, ...topics: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const look = () => void happened().then((yes) => yes && resolve(), reject);
		for (const topic of topics) real.signals.subscribe(topic, look);
		look();
	});
}

describe('on the real queues', () => {
	it('a case reaches the desk, a near reminder its person, and a parked answer leaves in time', async () => {
		const { store, queues, signals } = real;
		const { log } = notedLog();
		const cases = createCases({ store, queues, signals, log });
		const web = new NotebookChannel('web', true);
		const telegram = new NotebookChannel('telegram', false);
		const conversations = createConversations({
			...{ store, queues, signals, cases, log, clock: Date.now, timeZone: 'Asia/Jakarta' },
			people: createPeople({ store }),
			channels: new Map([
				['web', web],
				['telegram', telegram],
			]),
			play: async (session, input, context) =>
				input.kind === 'text' && input.text === 'sebentar lagi'
					? {
							session: emptySession(1),
							events: [{ kind: 'effect', effect: { kind: 'set_timer', timer: 'kabar', due: context.now + 200 } }],
						}
					: await tinyPlay(session, input, context),
		});
		const work = await startWork({ cases, queues, log, clock: Date.now }, conversations);
		const [sri, budi] = [new Person('telegram', '6281200000001:5@s.whatsapp.net'), new Person('web', 'case:12:30:00')];

		await conversations.receive(sri.inbound({ kind: 'text', text: 'petugas' }));
		await heard(async () => (await cases.get(`${sri.id}@1`))?.notified_at != null, 'cases');

		web.answers.push({ result: 'later', after: 100, reason: 'too many requests' });
		await conversations.receive(budi.inbound({ kind: 'text', text: 'halo' }));
		await heard(async () => web.textsTo(budi.address).includes('1: halo'), `conversation:${budi.id}`);
		await conversations.receive(budi.inbound({ kind: 'text', text: 'sebentar lagi' }));
		await heard(async () => web.textsTo(budi.address).includes('Bagaimana kabarnya?'), `conversation:${budi.id}`);

		work.stop();
		await conversations.close();
		expect(telegram.textsTo(sri.address)).toEqual(['Petugas akan menghubungi Anda.']);
		expect(web.textsTo(budi.address)).toEqual(['1: halo', 'Bagaimana kabarnya?']);
	});
});
