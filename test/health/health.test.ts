import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../src/channels/index.ts';
import { createHealth, createMetrics, type Health, type Metrics } from '../../src/health/index.ts';
import { HandQueues } from '../conversation/surroundings.ts';
import { tinyPlay } from '../conversation/tiny-play.ts';
import { openWebWorld, type WebWorld } from '../web-world.ts';

const nearby = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } };
const afar = { incoming: { socket: { remoteAddress: '203.0.113.7', remotePort: 1, remoteFamily: 'IPv4' } } };

let world: WebWorld;
let metrics: Metrics;
let moment = 0;

function health(more: Partial<Parameters<typeof createHealth>[0]> = {}): Health {
	return createHealth({
		...world,
		metrics,
		clock: () => world.time.now,
		steady: () => moment,
		token: null,
		proxies: 0,
		...more,
	});
}

beforeEach(() => {
	moment += 60_000;
});

async function open(): Promise<void> {
	metrics = createMetrics();
	world = await openWebWorld({ play: tinyPlay, meter: metrics.meter });
}

async function figures({ app }: Health): Promise<string> {
	const answer = await app.request('/metrics', { headers: { host: 'localhost:8080' } }, nearby);
	expect(answer.status).toBe(200);
	return answer.text();
}

async function say(...texts: string[]): Promise<void> {
	const citizen = world.browser();
	await citizen.page('/chat');
	for (const text of texts) await citizen.post('/chat', { id: randomUUID(), text });
}

describe('a running Hakku', () => {
	beforeAll(open);
	afterAll(() => world.close());

	it('lives and is ready, part by part, without a secret', async () => {
		const { app } = health();
		const live = await app.request('/health/live');
		expect([live.status, await live.json()]).toEqual([200, { live: true }]);
		const ready = await app.request('/health/ready');
		expect(ready.status).toBe(200);
		expect(ready.headers.get('cache-control')).toBe('no-store');
		expect(await ready.json()).toEqual({
			ready: true,
			stopping: false,
			parts: { store: { up: true }, queues: { up: true }, release: { up: true }, channels: { up: true } },
		});
	});

	it('asks each part once a second at most, however many want to know', async () => {
		let pings = 0;
		const queues = new HandQueues(() => 0);
		queues.ping = async () => void pings++;
		const { app } = health({ queues });
		await Promise.all(Array.from({ length: 20 }, () => app.request('/health/ready')));
		moment += 999;
		await app.request('/health/ready');
		expect(pings).toBe(1);
		moment += 1;
		await app.request('/health/ready');
		expect(pings).toBe(2);
	});

	it('names a channel that has trouble', async () => {
		const telegram: Channel = {
			name: 'telegram',
			textLimit: 1,
			repeatable: false,
			start: async () => {},
			send: async () => ({ result: 'sent' }),
			stop: async () => {},
			trouble: () => 'the token was refused',
		};
		const answer = await health({ channels: new Map([['telegram', telegram]]) }).app.request('/health/ready');
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({
			ready: false,
			parts: { store: { up: true }, channels: { up: false, reason: 'telegram: the token was refused' } },
		});
	});

	it('is not ready any more once it was asked to stop, but lives', async () => {
		const { app, stopping } = health();
		stopping();
		expect((await app.request('/health/ready')).status).toBe(503);
		expect((await app.request('/health/live')).status).toBe(200);
	});

	describe('with a part that hangs', () => {
		beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
		afterEach(() => void vi.useRealTimers());

		it('says so after two seconds instead of hanging too', async () => {
			const queues = new HandQueues(() => 0);
			queues.ping = () => new Promise(() => {});
			const asked = health({ queues }).app.request('/health/ready');
			await vi.advanceTimersByTimeAsync(2_000);
			expect(await (await asked).json()).toMatchObject({
				parts: { store: { up: true }, queues: { up: false, reason: 'no answer within 2 seconds' } },
			});
		});
	});

	it('counts turns, deliveries, open cases and what waits', async () => {
		await say('beras', 'petugas');
		await say('petugas bahaya', 'bahaya');
		const text = await figures(health());
		expect(text).toMatch(/^hakku_turns_total 4$/m);
		expect(text).toMatch(/^hakku_turn_seconds_count 4$/m);
		expect(text).toMatch(/^hakku_deliveries_total\{channel="web",result="sent"\} [4-9]$/m);
		expect(text).toMatch(/^hakku_delivery_seconds_count\{channel="web"\} [4-9]$/m);
		expect(text).toMatch(/^hakku_cases_open\{priority="normal",claimed="no"\} 1$/m);
		expect(text).toMatch(/^hakku_cases_open\{priority="danger",claimed="no"\} 1$/m);
		expect(text).toMatch(/^hakku_queue_jobs\{queue="escalations",state="waiting"\} [1-9]$/m);
		expect(text).toMatch(/^hakku_oldest_unanswered_seconds 0$/m);
		expect(text).toMatch(/^hakku_up\{part="store"\} 1$/m);
		expect(text).toMatch(/^hakku_release_info\{release="[0-9a-f]{32}"\} 1$/m);
		expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
	});

	it('tells how long the oldest message and the oldest unclaimed case have waited', async () => {
		const [known] = await world.store.find('cases', { status: 'open' }, { sort: ['status', 'priority', 'opened_at'] });
		const conversation = await world.store.get('conversations', known?.conversation ?? '');
		if (!conversation) throw new Error('no conversation');
		await world.store.replace('conversations', { ...conversation, pending_since: world.time.now });
		world.time.now += 90_000;
		const text = await figures(health());
		expect(text).toMatch(/^hakku_oldest_unanswered_seconds 90$/m);
		expect(text).toMatch(/^hakku_conversations_pending 1$/m);
		expect(text).toMatch(/^hakku_oldest_unclaimed_case_seconds\{priority="danger"\} (9\d|1\d\d)(\.\d+)?$/m);
	});

	it('tells for how many open cases a promise is kept or broken', async () => {
		const [danger] = await world.store.find('cases', { status: 'open', priority: 1 }, { limit: 1 });
		expect(await figures(health())).toMatch(/^hakku_cases_sla\{priority="danger",sla="in_time"\} 1$/m);
		world.time.now += 16 * 60_000;
		await world.cases.ring(danger?._id ?? '', world.time.now);
		const text = await figures(health());
		expect(text).toMatch(/^hakku_cases_sla\{priority="danger",sla="late"\} 1$/m);
		expect(text).toMatch(/^hakku_cases_sla\{priority="danger",sla="in_time"\} 0$/m);
		expect(text).toMatch(/^hakku_cases_sla\{priority="normal",sla="in_time"\} 1$/m);
	});

	it('names nobody: no label holds an address, a case or words', async () => {
		const text = await figures(health());
		const labels = [...text.matchAll(/(\w+)="([^"]*)"/g)].filter(([, name]) => name !== 'le');
		const names = new Set(labels.map(([, name]) => name));
		const ours = ['part', 'release', 'queue', 'state', 'priority', 'claimed', 'sla', 'channel', 'result'];
		const nodes = ['version', 'major', 'minor', 'patch', 'space', 'kind', 'type'];
		expect([...names].filter((name) => ![...ours, ...nodes].includes(name ?? ''))).toEqual([]);
		for await (const { _id, number, person, conversation } of world.store.scan('cases'))
			for (const theirs of [_id, number, person, conversation]) expect(text).not.toContain(theirs);
	});

	it('is asked for figures once in two seconds, and counts without asking anybody', async () => {
		const { app } = health();
		const ask = async () => (await app.request('/metrics', { headers: { host: 'localhost' } }, nearby)).text();
		const before = await ask();
		await say('beras');
		expect(await ask()).toBe(before);
		moment += 2_000;
		expect(await ask()).not.toBe(before);
	});
});

describe('figures', () => {
	beforeAll(open);
	afterAll(() => world.close());
	const token = 'a-token-of-thirty-characters-x';
	const asked = async (more: Parameters<typeof health>[0], headers: Record<string, string>, from = nearby) =>
		(await health(more).app.request('/metrics', { headers: { host: 'localhost', ...headers } }, from)).status;

	it.each([
		['a program on this machine', {}, nearby, 200],
		['another machine', {}, afar, 403],
		['a web page that borrows a browser of this machine', { host: 'evil.example' }, nearby, 403],
		['somebody behind a proxy on this machine', { 'x-forwarded-for': '203.0.113.7' }, nearby, 403],
		['somebody who claims to be near', { 'x-forwarded-for': '127.0.0.1' }, afar, 403],
	] as const)('without a token: %s', async (_, headers, from, status) => {
		expect(await asked({}, headers, from)).toBe(status);
	});

	it('are closed to loopback too when a proxy of ours stands in front', async () => {
		expect(await asked({ proxies: 1 }, {})).toBe(403);
	});

	it('with a token are for whoever has it, and nobody else', async () => {
		expect(await asked({ token }, { authorization: `Bearer ${token}` }, afar)).toBe(200);
		expect(await asked({ token }, {})).toBe(401);
		for (const wrong of ['Bearer ', `Bearer ${token}x`, `Basic ${token}`, token, 'Bearer null'])
			expect(await asked({ token }, { authorization: wrong })).toBe(401);
	});
});

describe('a Hakku whose database is gone', () => {
	beforeAll(open);

	it('says which part is down, goes on living, and shows no old figures', async () => {
		const watching = health();
		expect(await figures(watching)).toMatch(/^hakku_oldest_unanswered_seconds 0$/m);
		await world.close();
		moment += 10_000;
		const ready = await watching.app.request('/health/ready');
		expect(ready.status).toBe(503);
		expect(await ready.json()).toMatchObject({
			ready: false,
			parts: {
				store: {
					up: false,
					reason: 'store.unavailable: Check that the database runs and can be reached, then start again.',
				},
				queues: { up: false },
				release: { up: true },
			},
		});
		expect((await watching.app.request('/health/live')).status).toBe(200);
		const text = await figures(watching);
		expect(text).toMatch(/^hakku_up\{part="store"\} 0$/m);
		expect(text).not.toMatch(/^hakku_(oldest_unanswered_seconds|queue_jobs|cases_open|conversations_pending)\b/m);
	});
});
