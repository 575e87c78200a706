import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

let world: WebWorld;
beforeAll(async () => {
	world = await openWebWorld();
});
afterAll(() => world.close());

async function started(): Promise<Browser> {
	const browser = world.browser();
	await browser.page('/chat');
	await browser.post('/chat', { id: randomUUID(), start: '1' });
	return browser;
}

describe('a citizen with an old phone and no JavaScript', () => {
	it('smoke', async () => {
		const b = await started();
		const page = await b.page('/chat');
		console.log(textOf(page), page.length);
		await b.fill(page, '/chat', {text:'setuju'});
		console.log(textOf(await b.page('/chat')));
		console.log(world.logged.join(''));
	});
});
