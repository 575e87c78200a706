import { randomBytes } from 'node:crypto';
import { Curve, proto, type SignalDataSet, type SignalDataTypeMap } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KeyRing, openKeyRing } from '../../../src/channels/whatsapp/auth.ts';
import { AccountLost } from '../../../src/channels/whatsapp/lost.ts';
import { createSeal } from '../../../src/seal.ts';
import type { Store } from '../../../src/store/index.ts';
import { openMongoStore } from '../../../src/store/mongo/index.ts';
import { around, faultyStore } from '../../conversation/stores.ts';
import { openEmbedded } from '../../embedded.ts';
import { describeWith, shared } from '../../services.ts';
import { aKey } from './world.ts';

const all: { readonly [T in keyof SignalDataTypeMap]: SignalDataTypeMap[T] } = {
	'pre-key': Curve.generateKeyPair(),
	session: Buffer.from('session'),
	'sender-key': Buffer.from('sender'),
	'sender-key-memory': { '62812@s.whatsapp.net': true },
	'app-state-sync-key': proto.Message.AppStateSyncKeyData.fromObject({ keyData: Buffer.from('k'), timestamp: 7 }),
	'app-state-sync-version': {
		version: 3,
		hash: Buffer.from('h'),
		indexValueMap: { a: { valueMac: Buffer.from('m') } },
	},
	'lid-mapping': '7123',
	'device-list': ['0', '4'],
	tctoken: { token: Buffer.from('t'), timestamp: '9' },
	'identity-key': Buffer.from('identity'),
};

let rings = 0;

/** A ring of an account of its own, and how to open it again as the next process does. */
function ringOn(store: Store) {
	const key = aKey();
	const account = `nomor-${++rings}`;
	let epoch = 0;
	return {
		account,
		open: (around: (store: Store) => Store = (same) => same, held = () => true): Promise<KeyRing> =>
			openKeyRing({ store: around(store), seal: createSeal(key), key, account, epoch: ++epoch, held }),
		keysLeft: () => store.count('whatsapp_keys', { account }),
	};
}

describe('the keys of a number, in the embedded store', () => {
	let ground: Awaited<ReturnType<typeof openEmbedded>>;
	beforeAll(async () => {
		ground = await openEmbedded();
	});
	afterAll(() => ground.close());
	keysIn(() => ground.store);
});

describeWith('mongo', 'the keys of a number, in MongoDB', () => {
	let store: Store;
	beforeAll(async () => {
		store = await openMongoStore(`${await shared('mongo')}/whatsapp_keys_${process.pid}`);
	});
	afterAll(() => store.close());
	keysIn(() => store);
});

function keysIn(storeOf: () => Store): void {
	it('are kept, each kind of them, and come back as they were', async () => {
		const { open } = ringOn(storeOf());
		const { keys } = await open();
		await keys.set(
			Object.fromEntries(Object.entries(all).map(([type, value]) => [type, { a: value }])) as SignalDataSet,
		);
		const again = await open();
		for (const type of Object.keys(all) as (keyof SignalDataTypeMap)[])
			expect((await again.keys.get(type, ['a', 'b'])).a, type).toEqual(all[type]);
	});

	it('are gone when they are set to null', async () => {
		const { open, keysLeft } = ringOn(storeOf());
		const { keys } = await open();
		await keys.set({ session: { a: Buffer.from('1'), b: Buffer.from('2') } });
		await keys.set({ session: { a: null } });
		const again = await open();
		expect(await again.keys.get('session', ['a', 'b'])).toEqual({ b: Buffer.from('2') });
		await again.forget();
		expect(await keysLeft()).toBe(0);
	});

	it('change together or not at all, wherever the process dies', async () => {
		for (let dies = 0; ; dies++) {
			const { open } = ringOn(storeOf());
			const first = await open();
			await first.keys.set({ session: { a: Buffer.from('1'), b: Buffer.from('1') }, 'pre-key': { 5: all['pre-key'] } });
			let steps = 0;
			let counting = false;
			const dying = await open((store) =>
				around(store, (name, run) => {
					if (counting && !name.startsWith('get') && ++steps > dies) throw new Error('the process is dead');
					return run();
				}),
			);
			counting = true;
			const change = { session: { a: Buffer.from('2'), b: Buffer.from('2') }, 'pre-key': { 5: null } };
			const whole = await Promise.resolve(dying.keys.set(change)).then(
				() => true,
				() => false,
			);
			const { keys } = await open();
			const { a, b } = await keys.get('session', ['a', 'b']);
			expect(a).toEqual(b);
			const once = (await keys.get('pre-key', ['5']))['5'];
			expect(once === undefined).toBe(a?.toString() === '2');
			if (whole) {
				expect(a?.toString()).toBe('2');
				break;
			}
		}
	});

	it('are not written by a process that lost the number', async () => {
		const { open } = ringOn(storeOf());
		const old = await open();
		await old.keys.set({ session: { a: Buffer.from('1') } });
		const now = await open();
		await now.keys.set({ session: { a: Buffer.from('2') } });
		await expect(old.keys.set({ session: { a: Buffer.from('3') } })).rejects.toThrow(AccountLost);
		expect(await now.keys.get('session', ['a'])).toEqual({ a: Buffer.from('2') });
		let held = true;
		const losing = await open(undefined, () => held);
		held = false;
		await expect(losing.keys.set({ session: { b: Buffer.from('3') } })).rejects.toThrow(AccountLost);
	});

	it('are not remembered when they could not be written', async () => {
		const { open } = ringOn(storeOf());
		const faulty = faultyStore(storeOf());
		const { keys } = await open(() => faulty.store);
		await keys.set({ session: { a: Buffer.from('1') } });
		faulty.away = true;
		await expect(keys.set({ session: { a: Buffer.from('2') } })).rejects.toThrow('cable');
		faulty.away = false;
		expect(await keys.get('session', ['a'])).toEqual({ a: Buffer.from('1') });
	});

	it('say nothing to whoever reads the store: neither a key, nor whose it is, nor what changed last', async () => {
		const { open, account } = ringOn(storeOf());
		const { keys, openCreds, sealCreds } = await open();
		const planted = randomBytes(32);
		const whose = '628123456789.0';
		await keys.set({ session: { [whose]: planted, b: planted }, 'sender-key': { [whose]: planted } });
		const creds = openCreds(null);
		const secret = Buffer.from(creds.noiseKey.private);
		let kept = sealCreds(creds);
		kept += Buffer.from(kept, 'base64').toString('latin1');
		for (const document of await storeOf().find('whatsapp_keys', { account }, { limit: 100 }))
			kept += JSON.stringify(document) + Buffer.from(document.value, 'base64').toString('latin1');
		expect(kept.length).toBeGreaterThan(2_000);
		for (const bytes of [planted, secret])
			for (const form of ['base64', 'base64url', 'hex', 'latin1'] as const)
				expect(kept).not.toContain(bytes.toString(form).slice(0, -2));
		expect(kept).not.toMatch(/628123456789|noiseKey|sender-key|session/);
	});

	it('cannot be opened with another HAKKU_KEY: that is said, and nothing is written', async () => {
		const store = storeOf();
		const { open, account } = ringOn(store);
		const ring = await open();
		await ring.keys.set({ session: { a: Buffer.from('1'), b: Buffer.from('2') } });
		const sealed = ring.sealCreds(ring.openCreds(null));
		const keptIn = () => store.find('whatsapp_keys', { account }, { limit: 100 });
		const before = await keptIn();
		const key = aKey();
		const parts = { store, seal: createSeal(key), key, epoch: 9, held: () => true };
		await expect(openKeyRing({ ...parts, account })).rejects.toMatchObject({
			code: 'key.wrong',
			fix: expect.stringContaining('untouched'),
		});
		const stranger = await openKeyRing({ ...parts, account: `${account}x` });
		expect(() => stranger.openCreds(sealed)).toThrow('HAKKU_KEY');
		expect(await keptIn()).toEqual(before);
		expect(await (await open()).keys.get('session', ['a'])).toEqual({ a: Buffer.from('1') });
	});
}
