import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../src/channels/index.ts';
import type { Play } from '../src/engine/index.ts';
import { HakkuError } from '../src/errors.ts';
import { createLog, framesOf, traceOf } from '../src/log.ts';
import type { Store } from '../src/store/index.ts';
import { tinyPlay } from './conversation/tiny-play.ts';
import { type Browser, openWebWorld, type WebWorld } from './web-world.ts';

/** What nobody may ever find in a log. Each holds a mark of its own that survives quoting and encoding. */
const planted = {
	words: 'suami saya memukul kataq7431x setiap malam',
	name: 'Sitiq7431x Rahmaniah',
	phone: '+62 812-7431-9955',
	nik: '3174017431000155',
	password: 'sandiq7431x tiga kata',
	token: 'tokenq7431x-1234567890',
};
const marks = [
	'kataq7431x',
	'Sitiq7431x',
	'812-7431-9955',
	'81274319955',
	'3174017431000155',
	'sandiq7431x',
	'tokenq7431x',
];
const story = `${planted.words}. Nama ${planted.name}, NIK ${planted.nik}, telepon ${planted.phone}.\n    at ${planted.name} (file:///rumah/kataq7431x.ts:1:1)`;

/** An error as careless code and chatty databases make them: words in its message, its cause and everything that hangs on it. */
function chatty(what: string): Error {
	const cause = Object.assign(new Error(`inner: ${what}`), {
		code: '23505',
		detail: what,
		params: [what],
		where: what,
	});
	return Object.assign(new Error(`failed on ${what}`, { cause }), {
		code: what,
		text: what,
		query: what,
		document: { what },
	});
}

const thrown: Readonly<Record<string, (what: string) => unknown>> = {
	galat: chatty,
	kode: (what) => new HakkuError('config.invalid', what, chatty(what)),
	kata: (what) => what,
	benda: (what) => ({ message: what, stack: what, name: what }),
	urai: (what) => {
		try {
			return JSON.parse(what);
		} catch (error) {
			return error;
		}
	},
};

/** A conversation in which "galat: …" and its like make the engine fail on exactly these words. */
const failingPlay: Play = async (session, input, context) => {
	const text = input.kind === 'text' ? input.text : '';
	const how = thrown[text.split(':')[0] ?? ''];
	if (how) throw how(text);
	return tinyPlay(session, input, context);
};

/** The real store until somebody breaks it; then every call fails with what it was given in the error's message. */
function breakable(store: Store): { store: Store; broken: { with: ((what: string) => unknown) | null } } {
	const broken: { with: ((what: string) => unknown) | null } = { with: null };
	const handler: ProxyHandler<Store> = {
		get(target, name) {
			const value: unknown = Reflect.get(target, name, target);
			if (typeof value !== 'function') return value;
			return (...given: unknown[]) => {
				if (broken.with !== null && name !== 'close') return Promise.reject(broken.with(JSON.stringify(given) + story));
				return value.apply(target, given);
			};
		},
	};
	return { store: new Proxy(store, handler), broken };
}

function failingChannel(): Channel {
	return {
		name: 'telegram',
		textLimit: 4096,
		repeatable: true,
		async start() {},
		async stop() {},
		async send({ address, text }) {
			if (text.includes('luring')) return { result: 'later', after: 3_600_000, reason: `${address} ${text}` };
			if (text.includes('tolak')) return { result: 'refused', reason: `chat ${address} refused ${text}` };
			if (text.includes('hilang')) return { result: 'unreachable', reason: `chat ${address} is gone` };
			throw chatty(`${address} ${text}`);
		},
	};
}

const scratch = mkdtempSync(join(tmpdir(), 'hakku-log-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const ways: readonly (readonly [string, (file: string) => Logger])[] = [
	['as JSON', (file) => createLog('trace', 'json', file)],
	['as lines for people', (file) => createLog('trace', 'pretty', file)],
	[
		'before the log itself takes anything out',
		(file) => pino({ level: 'trace' }, pino.destination({ dest: file, sync: true })),
	],
];

describe.each(ways)('the log %s', (way, open) => {
	const file = join(scratch, `${way.replaceAll(' ', '-')}.log`);
	const everything = () => readFileSync(file, 'utf8');
	let world: WebWorld;
	let broken: ReturnType<typeof breakable>['broken'];
	const tokens: string[] = [];

	beforeAll(async () => {
		world = await openWebWorld({
			play: failingPlay,
			log: open(file),
			around(store) {
				const around = breakable(store);
				broken = around.broken;
				return around.store;
			},
		});
		world.channels.set('telegram', failingChannel());
		await visits();
	});
	afterAll(() => world.close());

	const say = (browser: Browser, text: string) => browser.post('/chat', { id: randomUUID(), text });

	async function visits(): Promise<void> {
		const citizen = world.browser();
		await citizen.page('/chat');
		await citizensWrite(citizen);
		const worker = await workersWork(citizen);
		await strangersKnock();
		await channelsFail();
		await storeFails(citizen, worker);
		for (const browser of [citizen, worker]) tokens.push(...browser.cookies.values());
	}

	async function citizensWrite(citizen: Browser): Promise<void> {
		await say(citizen, story);
		for (const kind of Object.keys(thrown)) await say(await fresh(), `${kind}: ${story}`);
		await citizen.post('/chat', { id: randomUUID(), choice: planted.phone, question: planted.words });
		await citizen.post('/chat', { id: planted.nik, text: story });
		await citizen.post('/chat', { id: randomUUID(), text: story, [planted.phone]: planted.words, [planted.words]: '' });
		await citizen.post('/chat', { id: randomUUID(), text: story.repeat(5_000) });
		await citizen.send('/chat', { method: 'POST', headers: { 'content-type': planted.token }, body: story });
	}

	async function fresh(): Promise<Browser> {
		const browser = world.browser();
		await browser.page('/chat');
		return browser;
	}

	async function workersWork(citizen: Browser): Promise<Browser> {
		const worker = world.browser();
		const first = (await world.web.firstLink()) ?? '';
		tokens.push(first.slice(-43));
		const account = { name: 'sari', display_name: planted.name, password: planted.password };
		await worker.fill(await worker.page(first), '/desk/first', { ...account, name: planted.words });
		await worker.fill(await worker.page(first), '/desk/first', account);
		for (const name of ['sari', planted.phone, planted.words]) {
			const password = `${planted.password} salah`;
			await world.browser().post('/desk/sign-in', { name, password, next: planted.words });
		}
		await say(citizen, 'petugas');
		const [opened] = await world.store.find('cases', { status: 'open' });
		const path = `/desk/cases/${opened?.number}`;
		const page = () => worker.page(path);
		tokens.push(/name="csrf" value="([^"]+)"/.exec(await page())?.[1] ?? '?');
		const taken = await worker.fill(await page(), `${path}/claim`);
		expect(taken.status).toBe(303);
		const csrf = tokens.at(-1) ?? '';
		const id = randomUUID;
		expect((await worker.post(`${path}/reply`, { csrf, id: id(), text: story })).status).toBeLessThan(400);
		expect((await worker.post(`${path}/notes`, { csrf, id: id(), text: story })).status).toBeLessThan(400);
		await worker.post(`${path}/reply`, { csrf: planted.token, id: id(), text: story });
		await worker.post(`${path}/close`, { csrf, result: planted.words, note: story });
		await worker.page(`/desk/cases/${encodeURIComponent(planted.phone)}`);
		await worker.page(`/desk?q=${encodeURIComponent(planted.nik)}`);
		return worker;
	}

	async function strangersKnock(): Promise<void> {
		const stranger = world.browser();
		stranger.cookies.set('hakku', planted.token);
		stranger.cookies.set('hakku-desk', planted.token);
		for (const path of [
			`/${planted.nik}`,
			`/chat?text=${encodeURIComponent(story)}`,
			`/desk/first?token=${planted.token}`,
		])
			await stranger.page(path);
		await stranger.send('/desk', {
			headers: { authorization: `Bearer ${planted.token}`, 'x-forwarded-for': planted.phone },
		});
		await stranger.post(
			'/chat',
			{ id: randomUUID(), text: story },
			{ 'sec-fetch-site': 'cross-site', origin: 'https://x' },
		);
	}

	async function channelsFail(): Promise<void> {
		for (const [n, word] of ['luring', 'tolak', 'hilang', 'lempar'].entries()) {
			const address = `62${n}81274319955`;
			const content = { kind: 'text', text: `${word} ${story}` } as const;
			await world.conversations.receive({ channel: 'telegram', address, id: '1', content, sent_at: 0 });
			await world.conversations.settled(`telegram:${address}`);
		}
	}

	async function storeFails(citizen: Browser, worker: Browser): Promise<void> {
		const failures = [
			...Object.values(thrown),
			(what: string) => new HakkuError('store.unavailable', what, chatty(what)),
		];
		for (const failure of failures) {
			broken.with = failure;
			await outage(citizen.page('/chat'));
			await outage(say(citizen, story));
			await world.conversations
				.receive({
					channel: 'telegram',
					address: '81274319955',
					id: '2',
					content: { kind: 'text', text: story },
					sent_at: 0,
				})
				.catch(() => undefined);
			await outage(worker.page('/desk'));
			await outage(worker.post('/desk/sign-in', { name: 'sari', password: planted.password }));
			await world.conversations.sweep().catch(() => undefined);
			broken.with = null;
		}
	}

	/** What is thrown but is no error goes through the application to the server, which only closes the line. */
	async function outage(request: Promise<unknown>): Promise<void> {
		await request.catch(() => undefined);
	}

	it('tells what went wrong, where, and of what kind', () => {
		const log = everything();
		for (const told of [
			'turn.failed',
			'channel.failed',
			'a case was opened',
			'store.unavailable',
			'a request failed',
			'.ts:',
		])
			expect(log).toContain(told);
	});

	it('holds nothing that a citizen or a worker wrote, however it got there', () => {
		const log = everything();
		expect(marks.filter((mark) => log.includes(mark))).toEqual([]);
	});

	it('holds no cookie, no token of a form and no link for the first account', () => {
		const log = everything();
		expect(tokens.length).toBeGreaterThan(3);
		expect(tokens.filter((token) => token.length < 20 || log.includes(token))).toEqual([]);
	});
});

describe('what goes past the log', () => {
	const run = (script: string) => {
		const built = (file: string) => JSON.stringify(resolve('dist', file));
		const source = `
			import { createLog } from ${built('log.js')};
			import { catchEscaped } from ${built('cli/escaped.js')};
			const story = ${JSON.stringify(story)};
			catchEscaped(createLog('trace', 'json'));
			${script}`;
		return spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
	};

	it.each([
		[
			'an exception that nobody caught',
			'setTimeout(() => { throw Object.assign(new Error(story), { params: [story] }); })',
		],
		['a promise that nobody waited for', 'Promise.reject(new Error(story)); setTimeout(() => {}, 60_000)'],
		['a text that was thrown', 'throw story'],
	])('%s ends the process and tells its kind only', (_, script) => {
		const { status, stderr, stdout } = run(script);
		expect(status).toBe(1);
		expect(stderr).toContain('a bug ended Hakku');
		expect(marks.filter((mark) => (stderr + stdout).includes(mark))).toEqual([]);
	});

	it('what a library writes to the console becomes a line without its words', () => {
		const { status, stderr, stdout } = run(
			'console.error(new TypeError(story)); console.log(story, { story }); console.warn(story)',
		);
		expect(status).toBe(0);
		expect(stderr.trim().split('\n')).toHaveLength(3);
		expect(stderr).toContain('TypeError');
		expect(marks.filter((mark) => (stderr + stdout).includes(mark))).toEqual([]);
	});
});

describe('the report of a bug', () => {
	it.each([
		['a broken document', `(() => { try { JSON.parse(story) } catch (error) { return error } })()`, 'SyntaxError'],
		[
			'a database',
			`Object.assign(new Error(story, { cause: new Error(story) }), { code: '23505', detail: story })`,
			'Error (23505)',
		],
		['a thrown text', 'story', 'string'],
	])('of %s can be pasted anywhere: kind, code and place, no words', (_, made, told) => {
		const failure = JSON.stringify(resolve('dist/cli/failure.js'));
		const source = `import { reportFailure } from ${failure}; const story = ${JSON.stringify(story)}; reportFailure(${made});`;
		const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' });
		expect(status).toBe(1);
		expect(stderr).toContain(told);
		expect(marks.filter((mark) => stderr.includes(mark))).toEqual([]);
	});
});

describe('a line of the log', () => {
	const written = (write: (log: Logger) => void): string => {
		const file = join(scratch, randomUUID());
		write(createLog('trace', 'json', file));
		return readFileSync(file, 'utf8');
	};

	it('hides every field that is not known to be harmless, and what lies inside a known one', () => {
		const line = written((log) =>
			log.info(
				{ code: 'a', body: planted.words, node: { deep: planted.words }, user: { phone: planted.phone } },
				'text',
			),
		);
		expect(JSON.parse(line)).toMatchObject({
			code: 'a',
			body: '[hidden]',
			node: '[hidden]',
			user: '[hidden]',
			msg: 'text',
		});
		expect(marks.filter((mark) => line.includes(mark))).toEqual([]);
	});

	it('keeps the message of an error to itself, whether it is logged alone, as a field, or with further values', () => {
		const error = chatty(story);
		const lines = written((log) => {
			log.error(error);
			log.error({ err: error });
			log.error({ error }, 'failed');
			log.error(error, 'failed for %s', planted.name);
			log.info('a text with %s', planted.words);
			log.child({ words: planted.words, room: 'desk' }).warn('child');
		});
		expect(lines.split('\n')).toHaveLength(7);
		expect(marks.filter((mark) => lines.includes(mark))).toEqual([]);
		expect(lines).toContain('"room":"desk"');
		expect(lines).toContain('"why":"23505"');
	});

	it('takes no line of a message for a place in the code', () => {
		const error = new Error(story);
		expect(framesOf(error)[0]).toMatch(/log\.test\.ts/);
		error.message = 'changed';
		expect(framesOf(error)).toEqual([]);
		expect(traceOf('just a text')).toEqual({ error: 'string' });
	});
});
