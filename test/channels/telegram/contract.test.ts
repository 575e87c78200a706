import { afterAll, beforeAll } from 'vitest';
import { telegramAccount } from '../../../src/channels/telegram/index.ts';
import { channelContract } from '../../contracts/channel.ts';
import { openEmbedded } from '../../embedded.ts';
import { FakeTelegram } from '../../fakes/telegram/server.ts';
import { eventually, held, quick } from './world.ts';

let ground: Awaited<ReturnType<typeof openEmbedded>>;
beforeAll(async () => {
	ground = await openEmbedded();
});
afterAll(() => ground.close());

channelContract('Telegram', async () => {
	const fake = await FakeTelegram.open();
	const sri = fake.person(700_001);
	const channel = await telegramAccount({
		...{ token: fake.token, root: fake.root, webhook: null, pause: quick, store: ground.store },
		log: { info() {}, warn() {}, error() {} },
		clock: () => Date.now(),
		amended: async () => undefined,
	}).open(held);
	let listening = false;
	const written = new Map<string, { readonly message: Record<string, unknown>; id: number }>();
	return {
		channel: {
			...channel,
			async start(receive) {
				await channel.start(receive);
				listening = true;
			},
			async stop() {
				listening = false;
				await channel.stop();
			},
		},
		async write(text, message) {
			const known = written.get(message) ?? { message: fake.message(sri.id, { text }), id: 0 };
			written.set(message, known);
			const before = fake.calls.filter(({ method }) => method === 'getUpdates').length;
			/** What was refused still waits at Telegram; what was acknowledged comes a second time. */
			const id = fake.pending.includes(known.id) ? known.id : fake.bring({ message: known.message });
			known.id = id;
			if (!listening) return fake.pending.includes(id) ? 'refused' : 'acknowledged';
			return await eventually(() => {
				if (!fake.pending.includes(id)) return 'acknowledged';
				const asked = fake.calls.filter(({ method }) => method === 'getUpdates').length;
				if (asked > before + 1) return 'refused';
				throw new Error('not settled yet');
			});
		},
		async close() {
			await channel.stop();
			await fake.close();
		},
	};
});
