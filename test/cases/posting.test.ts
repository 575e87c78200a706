import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCaller, createCases } from '../../src/cases/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { HandQueues, HandSignals, notedLog } from '../conversation/surroundings.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { template } from '../embedded.ts';
import { service } from './office.ts';

let server: Server;
let store: Store;
let heard: Record<string, unknown>[] = [];
let answers: number[] = [];
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (part) => {
			body += part;
		});
		request.on('end', () => {
			heard.push(JSON.parse(body));
			response.writeHead(answers.shift() ?? 200, { location: 'http://127.0.0.1:1/' }).end();
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(async () => {
	server.close();
	server.closeAllConnections();
	await store.close();
});
beforeEach(() => {
	heard = [];
	answers = [];
});
const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const call = { number: 'K7QM-4XPD', priority: 1, level: 3, called: ['budi'] } as const;

describe('a call to whoever does not look at the desk', () => {
	it('at night in danger names the case and who is called, and nothing of the person', async () => {
		const night = Date.UTC(2026, 5, 1, 19);
		const cases = createCases({
			...{ store, queues: new HandQueues(() => night), signals: new HandSignals(), log: notedLog().log },
			service: () => service,
			call: createCaller({ url: url(), desk: 'https://hakku.example/' }, notedLog().log),
		});
		const facts = { 'orang.wilayah': { status: 'known', value: '3271', at: 1 } } as const;
		const opening = { conversation: 'telegram:628120000', person: 'p', words: ['suami saya memukul'], at: night };
		const id = `${opening.conversation}@1`;
		const { number } = await cases.open({
			...{ id, ...opening },
			handoff: handoff({ priority: 1, danger: ['violence'], facts }),
		});
		await cases.escalate(id, night);
		await cases.escalate(id, night);
		await cases.ring(id, night + 15 * 60_000);
		expect(heard).toEqual([
			{
				text: `Hakku: kasus ${number} (BAHAYA) menunggu budi. https://hakku.example/desk/cases/${number}`,
				...{ case: number, priority: 1, level: 3, called: ['budi'] },
			},
			expect.objectContaining({ called: ['ani'] }),
			expect.objectContaining({ called: expect.any(Array) }),
		]);
		expect(JSON.stringify(heard)).not.toMatch(/628120000|memukul|violence/);
	});

	it('is tried again once, and one that nobody takes is in the log, without its address', async () => {
		answers = [503];
		await createCaller({ url: url(), desk: null }, notedLog().log)(call);
		expect(heard).toHaveLength(2);
		const { log, lines } = notedLog();
		answers = [302, 302];
		await createCaller({ url: `${url()}secret`, desk: null }, log)(call);
		await createCaller({ url: 'http://127.0.0.1:1/secret', desk: null }, log)(call);
		expect(lines.filter((line) => line.includes('call.failed'))).toHaveLength(4);
		expect(lines.join()).not.toContain('secret');
	});
});
