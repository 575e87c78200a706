import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import {
	addTransactionCapability,
	Curve,
	DEFAULT_CONNECTION_CONFIG,
	initAuthCreds,
	WA_CERT_DETAILS,
} from '@whiskeysockets/baileys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, usualWatch } from '../../../src/channels/whatsapp/connection.ts';
import { keepQuiet } from '../../../src/channels/whatsapp/quiet.ts';
import { careful } from '../../../src/channels/whatsapp/socket.ts';
import { insistOnSignatures, trustedAddress, verified } from '../../../src/channels/whatsapp/trust.ts';
import { makeCredentials } from '../../fakes/whatsapp/noise.ts';
import { FakeWhatsApp } from '../../fakes/whatsapp/server.ts';
import { memoryKeys, mute, SignalEnd } from '../../fakes/whatsapp/signal.ts';
import { eventually, openWorld } from './world.ts';

const usual = Curve.verify;

/** Connects without being linked; resolves to a picture to scan, or to the code with which it ended. */
async function greeted(fake: FakeWhatsApp, root: Uint8Array): Promise<string | number> {
	const right = WA_CERT_DETAILS.PUBLIC_KEY;
	WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root);
	const seen = withResolvers<string | number>();
	const connection = connect({
		url: new URL(fake.url),
		creds: initAuthCreds(),
		keys: memoryKeys(),
		version: null,
		watch: usualWatch,
		steady: () => performance.now(),
		shown: async ({ picture }) => seen.resolve(picture),
		...{
			opened: async () => {},
			linked: async () => {},
			refused: async () => {},
			credsChanged: async () => {},
			restricted: async () => {},
			failed: () => {},
		},
		...{ said: async () => undefined, arrived: async () => {} },
	});
	void connection.ended.then(seen.resolve);
	const result = await seen.promise;
	connection.end();
	await connection.ended;
	WA_CERT_DETAILS.PUBLIC_KEY = right;
	return result;
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((given) => {
		resolve = given;
	});
	return { promise, resolve };
}

describe('a signature', () => {
	const { private: secret, public: key } = Curve.generateKeyPair();
	const words = Buffer.from('these words');
	const right = Curve.sign(secret, words);

	it('counts only when it is right', () => {
		expect(verified(key, words, right)).toBe(true);
		expect(verified(Curve.generateKeyPair().public, words, right)).toBe(false);
		expect(verified(key, Buffer.from('other words'), right)).toBe(false);
		expect(verified(key, words, randomBytes(64))).toBe(false);
		expect(verified(key, words, randomBytes(10))).toBe(false);
		expect(verified(randomBytes(3), words, right)).toBe(false);
	});

	it('is what the library asks about once we insist', () => {
		insistOnSignatures();
		expect(Curve.verify(key, words, randomBytes(64))).toBe(false);
		expect(Curve.verify(key, words, right)).toBe(true);
	});

	it('is not looked at by the pinned library itself: when this fails, it is mended, and trust.ts can go', async () => {
		const source = await import('node:fs/promises').then(({ readFile }) =>
			readFile(
				new URL(import.meta.resolve('@whiskeysockets/baileys').replace(/index\.js$/, 'Utils/crypto.js')),
				'utf8',
			),
		);
		expect(source).toMatch(/curve\.verifySignature\([^;]*\);\s*return true;/);
		if (usual !== verified) expect(usual(key, words, randomBytes(64))).toBe(true);
	});
});

describe('the keys that a person hands out', () => {
	it('are used only when their owner signed them', async () => {
		const keys = addTransactionCapability(memoryKeys(), mute, { maxCommitRetries: 1, delayBetweenTriesMs: 1 });
		const auth = { creds: initAuthCreds(), keys };
		const usualWay = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, mute, async () => []);
		const repository = careful(
			usualWay,
			keys,
			async () => undefined,
			(work) => work,
		);
		const { creds } = new SignalEnd();
		const five = (key: Uint8Array) => Buffer.concat([Buffer.of(5), key]);
		const session = (signature: Uint8Array) => ({
			registrationId: 1,
			identityKey: five(creds.signedIdentityKey.public),
			signedPreKey: { keyId: 1, publicKey: five(creds.signedPreKey.keyPair.public), signature },
			preKey: { keyId: 2, publicKey: five(Curve.generateKeyPair().public) },
		});
		const jid = '7123456@lid';
		await expect(repository.injectE2ESession({ jid, session: session(randomBytes(64)) })).rejects.toThrow('sign');
		expect((await repository.validateSession(jid)).exists).toBe(false);
		await repository.injectE2ESession({ jid, session: session(creds.signedPreKey.signature) });
		expect((await repository.validateSession(jid)).exists).toBe(true);
	});
});

describe('a server', () => {
	it('is believed when its certificates are signed, and not when one signature is garbage or the root is another', async () => {
		insistOnSignatures();
		const good = await FakeWhatsApp.open();
		expect(await greeted(good, good.credentials.root)).toContain('https://wa.me/');
		expect(await greeted(good, Curve.generateKeyPair().public)).toBe(400);
		await good.close();
		const bad = await FakeWhatsApp.open(makeCredentials(() => randomBytes(64)));
		expect(await greeted(bad, bad.credentials.root)).toBe(400);
		await bad.close();
	});

	it.each([
		'ws://web.whatsapp.com/ws/chat',
		'http://web.whatsapp.com',
		'ws://127.0.0.1.example/ws',
		'ws://localhost.example',
	])('at %s is not spoken with', (address) => {
		expect(() => trustedAddress(address)).toThrow('only spoken with over an encrypted connection');
	});

	it('is spoken with encrypted, or on this machine', () => {
		expect(trustedAddress('wss://web.whatsapp.com/ws/chat').host).toBe('web.whatsapp.com');
		expect(trustedAddress('ws://127.0.0.1:4000/ws').port).toBe('4000');
	});
});

describe('what the libraries print', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	beforeAll(async () => {
		world = await openWorld();
	});
	afterAll(() => world.close());

	/** What the console prints while somebody writes, gets a new telephone, writes again and asks again. */
	async function printedOf(phone: string, quiet: boolean): Promise<string> {
		const printed: unknown[] = [];
		const ways = ['log', 'info', 'warn', 'error'] as const;
		const before = ways.map((way) => console[way]);
		for (const way of ways) console[way] = (...words: unknown[]) => void printed.push(...words);
		const giveBack = quiet ? keepQuiet() : () => {};
		const { fake, office } = world;
		const sri = fake.person(phone);
		try {
			await fake.write(sri, office, 'rahasia besar');
			await eventually(() => expect(sri.texts).toHaveLength(1));
			sri.renew();
			await fake.write(sri, office, 'telepon baru');
			await eventually(() => expect(sri.texts).toHaveLength(2));
			await fake.askAgain(sri, office, sri.screen[0]?.id ?? '');
			await eventually(() => expect(sri.screen[0]?.times).toBe(2));
			console.info('our own words');
		} finally {
			giveBack();
			for (const [index, way] of ways.entries()) console[way] = before[index] ?? console[way];
		}
		return inspect(printed, { depth: 8 });
	}

	it('never reaches our output: no session, no key, no word of a person', async () => {
		expect(await printedOf('6281200000001', false)).toMatch(/Closing session.*privKey/s);
		expect(await printedOf('6281200000002', true)).toBe("[ 'our own words' ]");
		expect(world.house.lines.join('')).not.toMatch(/rahasia|6281200000001|Closing session|privKey/);
	});

	it('is kept sealed: nothing of a key or a name can be read from the store', async () => {
		const { ground, house } = world;
		const account = await ground.store.get('whatsapp_accounts', 'utama');
		let kept = JSON.stringify(account?.creds);
		for await (const document of ground.store.scan('whatsapp_keys')) kept += JSON.stringify(document);
		expect(kept.length).toBeGreaterThan(3_000);
		expect(kept).not.toMatch(/6281200000001|private|noiseKey|registrationId|Buffer/);
		expect(account?.shown).toBeNull();
		expect(house.lines.join('')).not.toContain('wa.me');
	});
});
