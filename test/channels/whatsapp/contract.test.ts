import { afterAll, beforeAll, expect } from 'vitest';
import { whatsappAccount } from '../../../src/channels/whatsapp/index.ts';
import { channelContract } from '../../contracts/channel.ts';
import { openEmbedded } from '../../embedded.ts';
import { eventually, openFake, openHouse } from './world.ts';

let fake: Awaited<ReturnType<typeof openFake>>;
let ground: Awaited<ReturnType<typeof openEmbedded>>;
let key: Uint8Array;
beforeAll(async () => {
	fake = await openFake();
	ground = await openEmbedded();
	const house = openHouse(fake, ground);
	key = house.key;
	await house.pair(fake.office());
	await house.close();
});
afterAll(async () => {
	await ground.close();
	await fake.end();
});

let epoch = 100;
let people = 0;

channelContract('WhatsApp', async () => {
	const office = fake.office();
	const sri = fake.person(`62812000${++people}0001`);
	office.pending.clear();
	epoch++;
	const channel = await whatsappAccount({
		...{ store: ground.store, signals: ground.signals, key, numbers: ['utama'], clock: () => Date.now() },
		log: { info() {}, warn() {}, error() {} },
		address: fake.url,
		pace: { least: 0, each: 0, most: 0, gap: 0 },
		chance: () => 0,
		merge: async (one) => one,
		overheard: async () => undefined,
	}).open({ epoch, held: () => true });
	let started = false;
	const { start, stop } = channel;
	return {
		channel: Object.assign(channel, {
			async start(...given: Parameters<typeof start>) {
				await start(...given);
				started = true;
				await eventually(() => {
					if (channel.trouble?.() !== null) throw new Error('not connected yet');
				});
			},
			async stop() {
				started = false;
				await stop();
			},
		}),
		async write(text, message) {
			const id = `${sri.phone}-${message}`;
			if (started) await eventually(() => expect(fake.connected(office)).toBe(true));
			const [before, lines] = [sri.delivered.length, fake.connections];
			await fake.write(sri, office, text, { id });
			if (!started) {
				office.pending.delete(id);
				return 'refused';
			}
			return await new Promise((resolve) => {
				const look = setInterval(() => {
					const got = sri.delivered.length > before;
					if (!got && fake.connected(office) && fake.connections === lines) return;
					clearInterval(look);
					office.pending.delete(id);
					resolve(got ? 'acknowledged' : 'refused');
				}, 2);
			});
		},
		close: () => channel.stop(),
	};
});
