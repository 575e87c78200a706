import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStreams, type Streams } from '../../src/http/index.ts';
import { openEmbedded as open, type openEmbedded } from '../embedded.ts';
import { hear } from '../web-world.ts';

describe('a page that listens', () => {
	let embedded: Awaited<ReturnType<typeof openEmbedded>>;
	let streams: Streams;
	let app: Hono;
	let told = 0;
	let going = true;
	const failures: unknown[] = [];

	beforeEach(async () => {
		embedded ??= await open();
		told = 0;
		going = true;
		streams = createStreams({
			signals: embedded.signals,
			heartbeat: 20,
			perKey: 2,
			failed: (error) => failures.push(error),
		});
		app = new Hono();
		app.get('/:key', (c) =>
			streams.open(c, {
				key: c.req.param('key'),
				topics: ['news'],
				async tell(stream) {
					await stream.send({ event: 'told', data: `${++told}`, id: `${told}` });
					return going;
				},
			}),
		);
	});
	afterEach(() => streams.close());

	it('is told at once, and again after a signal', async () => {
		const heard = hear(await app.request('/a'), (event) => event.startsWith('told#2'));
		embedded.signals.publish('news');
		expect(await heard).toEqual(expect.arrayContaining(['told#1: 1', 'told#2: 2']));
	});

	it('hears a heartbeat, and is told again now and then in case a signal was lost', async () => {
		const heard = await hear(await app.request('/a'), (event) => event === 'told#2: 2');
		expect(heard.filter((event) => event === 'comment: ').length).toBeGreaterThanOrEqual(3);
	});

	it('may not be changed or kept by a proxy', async () => {
		const answer = await app.request('/a');
		expect(answer.headers.get('cache-control')).toBe('no-cache, no-transform');
		await answer.body?.cancel();
	});

	it('that goes away is forgotten', async () => {
		const answer = await app.request('/a');
		expect(streams.count()).toBe(1);
		await answer.body?.cancel();
		await expect.poll(() => streams.count()).toBe(0);
	});

	it('ends when it may not hear any more, and when too many listen under one key', async () => {
		going = false;
		expect((await hear(await app.request('/a'), () => false)).filter((event) => event !== 'comment: ')).toHaveLength(
			1 + 0,
		);
		going = true;
		const first = await app.request('/b');
		const more = [await app.request('/b'), await app.request('/b')];
		await hear(first, () => false);
		expect(streams.count()).toBe(2);
		for (const answer of more) await answer.body?.cancel();
	});

	it('ends when Hakku stops, and finds no new one', async () => {
		const answer = await app.request('/a');
		streams.close();
		await hear(answer, () => false);
		expect(streams.count()).toBe(0);
		expect((await app.request('/a')).status).toBe(503);
		await embedded.close();
	});
});
