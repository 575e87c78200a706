import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAlerts } from '../../src/alerts/index.ts';
import { isPublicAddress, publicLookup, pushPlace } from '../../src/alerts/push/place.ts';
import { createSeal } from '../../src/seal.ts';
import type { Store } from '../../src/store/index.ts';
import { hire, service } from '../cases/office.ts';
import { type FakePush, openFakePush } from '../fakes/push.ts';
import { openAlertWorld } from './world.ts';

const key = new Uint8Array(32).fill(7);
/** On any store, with a push service on loopback. */
export function pushAlerts(store: () => Store): void {
	let push: FakePush;
	let room: ReturnType<typeof open>;
	beforeAll(async () => {
		await hire(store(), ['sari', 'worker'], ['tono', 'worker'], ['dewi', 'supervisor']);
		push = await openFakePush(() => room.devices.publicKey());
		room = open(key);
	});
	afterAll(async () => {
		await push.close();
	});
	afterEach(async () => {
		expect(push.refused).toEqual([]);
		for (const collection of ['cases', 'case_events', 'alerts', 'alert_settings'] as const)
			await store().removeAll(collection, {});
	});

	function open(under: Uint8Array | null) {
		const world = openAlertWorld(store(), []);
		const alerts = openAlerts({
			...{
				store: store(),
				queues: world.queues,
				cases: world.cases,
				clock: world.clock.read,
				mail: null,
				zone: 'Asia/Jakarta',
			},
			log: { info: () => undefined, warn: () => undefined, error: () => undefined },
			...{ seal: createSeal(under), service: () => service, base: 'https://hakku.example' },
			place: (given) => (given.startsWith(push.address()) ? new URL(given) : null),
		});
		return { ...alerts, world };
	}

	async function subscribed(user: string) {
		const browser = push.browser();
		expect(await room.devices.add(user, browser, 'Chrome, Android', 1)).toBe(true);
		return browser;
	}

	describe('an alert to a browser', () => {
		it('is read by that browser alone, from a caller that proves itself, and opens the case', async () => {
			const browser = await subscribed('sari');
			const { means, world } = room;
			world.alerts.use(means[0]!);
			const { number } = await world.open('1', { priority: 1, danger: ['violence'] }, '9999');
			await world.settle();
			expect(browser.read).toHaveLength(1);
			const [{ payload, urgency, topic, subject } = { payload: null, urgency: '', topic: '', subject: '' }] =
				browser.read;
			expect(payload).toEqual({
				title: `BAHAYA · kasus ${number}`,
				text: 'Kasus menunggu petugas. Sisa waktu: 15 menit.',
				path: `/desk/cases/${number}`,
				...{ danger: true, language: 'id', id: topic },
			});
			expect([urgency, subject]).toEqual(['high', 'https://hakku.example']);
		});

		it('goes to each of their devices, and is taken when one of them took it', async () => {
			const [one, two] = [await subscribed('sari'), await subscribed('sari')];
			one.answers.push(500);
			const user = (await store().get('users', 'sari'))!;
			expect(await room.trial(user)).toEqual([expect.objectContaining({ mean: 'push', failure: null })]);
			expect([one.read.length, two.read.length]).toEqual([0, 1]);
			one.answers.push(500);
			two.answers.push(503);
			expect(await room.trial(user)).toEqual([{ mean: 'push', failure: 'refused', lasting: false }]);
		});

		it('marks a device that is gone, and calls it no more', async () => {
			const browser = await subscribed('sari');
			browser.answers.push(410);
			const user = (await store().get('users', 'sari'))!;
			expect(await room.trial(user)).toEqual([{ mean: 'push', failure: 'device', lasting: true }]);
			expect((await room.preferences.get('sari')).devices).toMatchObject([{ trouble: 'device' }]);
			expect(await room.trial(user)).toEqual([]);
			await subscribed('sari');
			expect(await room.reaching(user)).toEqual(['push']);
		});

		it('belongs to whoever subscribed last on it', async () => {
			const browser = await subscribed('sari');
			await room.devices.add('tono', browser, 'Chrome, Android', 2);
			expect((await room.preferences.get('sari')).devices).toEqual([]);
			expect(await room.trial((await store().get('users', 'tono'))!)).toHaveLength(1);
		});

		it('is signed with keys that outlive a restart and lie sealed', async () => {
			const before = await room.devices.publicKey();
			expect(await open(key).devices.publicKey()).toBe(before);
			expect(await open(new Uint8Array(32).fill(8)).devices.publicKey()).toBeNull();
			const browser = await subscribed('sari');
			const kept = JSON.stringify([
				await store().get('alert_settings', 'sari'),
				await store().get('alert_means', 'push'),
			]);
			expect(kept).not.toContain(browser.keys.auth);
			expect(kept).not.toContain(browser.endpoint);
			expect(JSON.parse(kept)[1].keys.sealed).not.toContain('PRIVATE');
		});
	});

	describe('the address of a push service', () => {
		const good = ['https://fcm.googleapis.com/fcm/send/x', 'https://updates.push.services.mozilla.com/wpush/v2/x'];
		it('is https on a named host out in the world', () => {
			for (const one of good) expect(pushPlace(one)?.href).toBe(one);
		});

		it.each([
			'http://fcm.googleapis.com/x',
			'https://127.0.0.1/x',
			'https://0x7f.1/x',
			'https://2130706433/x',
			'https://[::1]/x',
			'https://[::ffff:10.0.0.1]/x',
			'https://localhost/x',
			'https://mongo/x',
			'https://metadata.google.internal/x',
			'https://printer.local/x',
			'https://printer.local./x',
			'https://u:p@fcm.googleapis.com/x',
			'https://fcm.googleapis.com:8443/x',
			'file:///etc/passwd',
			'not an address',
			`https://${'long.'.repeat(200)}example`,
		])('is never %.60s', async (endpoint) => {
			expect(pushPlace(endpoint)).toBeNull();
			const { keys } = push.browser();
			expect(await room.devices.add('sari', { endpoint, keys }, '', 1)).toBe(false);
		});

		it('is looked at again when its name is resolved', async () => {
			const found = await new Promise((resolve) => publicLookup('localhost', { all: true }, (error) => resolve(error)));
			expect(found).toMatchObject({ code: 'ENOTPUBLIC' });
			for (const inside of [
				'10.1.2.3',
				'169.254.169.254',
				'::1',
				'::ffff:192.168.0.1',
				'fd00::1',
				'64:ff9b::a00:1',
				'x',
			])
				expect(isPublicAddress(inside), inside).toBe(false);
			for (const outside of ['142.250.4.95', '2a00:1450:4001::5f'])
				expect(isPublicAddress(outside), outside).toBe(true);
		});

		it('comes with keys that can be encrypted to', async () => {
			const { endpoint, keys } = push.browser();
			for (const wrong of [{ p256dh: 'AAAA' }, { auth: 'AAAA' }, { p256dh: `A${keys.p256dh.slice(1)}` }])
				expect(await room.devices.add('sari', { endpoint, keys: { ...keys, ...wrong } }, '', 1)).toBe(false);
		});
	});
}
