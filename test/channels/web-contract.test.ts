import { afterAll, beforeAll } from 'vitest';
import { channelContract } from '../contracts/channel.ts';
import { askingPlay, openWebWorld, type WebWorld } from '../web-world.ts';

let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld({ play: askingPlay });
});
afterAll(() => world.close());

const ids: Readonly<Record<string, string>> = {
	a: '00000000-0000-4000-8000-00000000000a',
	b: '00000000-0000-4000-8000-00000000000b',
};

channelContract('the web chat', async () => {
	await world.web.channel.stop();
	const browser = world.browser();
	await browser.page('/chat');
	return {
		channel: world.web.channel,
		async write(text, message) {
			const answer = await browser.post('/chat', { id: ids[message] ?? '', text }, { accept: 'application/json' });
			return answer.status === 200 ? 'acknowledged' : 'refused';
		},
		close: () => world.web.channel.stop(),
	};
});
