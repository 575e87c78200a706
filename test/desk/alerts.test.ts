import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAlerts } from '../../src/alerts/index.ts';
import { createSeal } from '../../src/seal.ts';
import { defaultService } from '../../src/service/index.ts';
import { handoff } from '../conversation/tiny-play.ts';
import { type FakeMail, openFakeMail } from '../fakes/mail.ts';
import { type FakePush, openFakePush } from '../fakes/push.ts';
import { askingPlay, type Browser, openWebWorld, textOf, type WebWorld } from '../web-world.ts';

const password = 'tiga kata mudah';
const page = '/desk/me/alerts';
let world: WebWorld;
let mail: FakeMail;
let push: FakePush;
let room: ReturnType<typeof openAlerts>;
beforeAll(async () => {
	mail = await openFakeMail();
	push = await openFakePush(() => room.devices.publicKey());
	world = await openWebWorld({
		play: askingPlay,
		system: () => ({ release: 'x', findings: [], channels: [], settings: [] }),
		alerts: (ground) => {
			room = openAlerts({
				...{ ...ground, seal: createSeal(new Uint8Array(32).fill(7)), service: () => defaultService },
				mail: {
					...{ host: '127.0.0.1', port: mail.port, secure: false, login: null },
					from: { name: 'Hakku', address: 'hakku@kantor.example' },
				},
				...{ base: 'https://hakku.example', zone: 'Asia/Jakarta' },
				place: (given) => (given.startsWith(push.address()) ? new URL(given) : null),
			});
			return room;
		},
	});
	await world.users.add({ name: 'wati', role: 'admin', password }, world.time.now);
	for (const name of ['sari', 'dewi', 'agus', 'rina', 'tuti'])
		await world.users.add({ name, password }, world.time.now);
});
afterAll(async () => {
	await world.close();
	await mail.close();
	await push.close();
});
beforeEach(() => {
	mail.arrived.length = 0;
	mail.refused.clear();
	world.time.now += 2 * 3_600_000;
});

async function signedIn(name: string): Promise<Browser> {
	const browser = world.browser();
	await browser.post('/desk/sign-in', { name, password });
	return browser;
}
const hiddenIn = (html: string) => ({ csrf: /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '' });
const letter = () => mail.arrived.at(-1)?.raw ?? '';
const codeIn = (raw: string) => /: (\d{6})/.exec(raw)?.[1] ?? '';

describe('an address for alerts', () => {
	it('is used once the code that was sent there came back, and a trial reaches it', async () => {
		const browser = await signedIn('sari');
		const asked = await (
			await browser.fill(await browser.page(page), `${page}/address`, { email: ' sari@kantor.example ' })
		).text();
		expect(textOf(asked)).toContain('Kode sudah dikirim ke sari@kantor.example');
		expect(mail.arrived.map(({ to }) => to)).toEqual([['sari@kantor.example']]);
		const proved = await (await browser.fill(asked, `${page}/address/prove`, { code: codeIn(letter()) })).text();
		expect(textOf(proved)).toContain('Kabar sampai kepada Anda lewat: surel.');
		const tried = await (await browser.fill(proved, `${page}/trial`)).text();
		expect(textOf(tried)).toContain('Terkirim lewat surel.');
		expect(letter()).toContain('Subject: Hakku: Percobaan dari Hakku');
	});

	it('is not used after five wrong codes, nor a quarter of an hour later', async () => {
		const browser = await signedIn('dewi');
		let html = await (await browser.fill(await browser.page(page), `${page}/address`, { email: 'x@y.example' })).text();
		const right = codeIn(letter());
		const wrong = right === '000000' ? '000001' : '000000';
		for (let tries = 0; tries < 5; tries++) {
			const answer = await browser.fill(html, `${page}/address/prove`, { code: wrong });
			expect(answer.status).toBe(400);
			html = await answer.text();
		}
		expect(textOf(await (await browser.fill(html, `${page}/address/prove`, { code: right })).text())).toContain(
			'tidak berlaku',
		);
		html = await (await browser.fill(html, `${page}/address`, { email: 'x@y.example' })).text();
		world.time.now += 15 * 60_000;
		expect((await browser.fill(html, `${page}/address/prove`, { code: codeIn(letter()) })).status).toBe(400);
		expect((await room.preferences.get((await world.users.named('dewi'))!._id)).address).toBeNull();
	});

	it('is no way to write to strangers: few letters, to one address at a time, with words of ours', async () => {
		const browser = await signedIn('agus');
		const html = await browser.page(page);
		for (const email of ['a@b.example, c@d.example', 'a@b.example\nBcc: c@d.example', '<a@b.example>', 'a'])
			expect((await browser.fill(html, `${page}/address`, { email })).status).toBe(400);
		expect(mail.arrived).toEqual([]);
		const limited = await browser.fill(html, `${page}/address`, { email: 'a@b.example' });
		expect(textOf(await limited.text())).toContain('Terlalu sering');
		expect(mail.arrived).toEqual([]);
	});

	it('that refused a letter is shown as such, with what to do', async () => {
		const browser = await signedIn('rina');
		const asked = await (
			await browser.fill(await browser.page(page), `${page}/address`, { email: 'r@k.example' })
		).text();
		const html = await (await browser.fill(asked, `${page}/address/prove`, { code: codeIn(letter()) })).text();
		mail.refused.set('r@k.example', '550 5.1.1 no such user');
		const tried = await (await browser.fill(html, `${page}/trial`)).text();
		expect(textOf(tried)).toContain('Gagal lewat surel: kotak suratnya tidak ada atau menolak.');
		expect(textOf(tried)).toContain('Kotak surat r@k.example menolak kabar');
		expect(textOf(await browser.page(`${page}?lang=en`))).toContain('There is no way to alert you yet');
	});
});

describe('a device for alerts', () => {
	it('is registered with the key of this Hakku, told of a trial, and removed', async () => {
		const browser = await signedIn('tuti');
		const html = await browser.page(page);
		expect(html).toContain(`data-key="${await room.devices.publicKey()}"`);
		const device = push.browser();
		const taken = await browser.fill(html, `${page}/devices`, { endpoint: device.endpoint, ...device.keys });
		expect(taken.status).toBe(200);
		await browser.fill(html, `${page}/trial`);
		expect(device.read).toEqual([expect.objectContaining({ payload: expect.objectContaining({ path: page }) })]);
		expect(push.refused).toEqual([]);
		await browser.fill(await browser.page(page), `${page}/devices/remove`);
		expect(textOf(await browser.page(page))).toContain('Belum ada jalan');
	});

	it('is refused where its address leads anywhere but to a push service', async () => {
		const browser = await signedIn('tuti');
		const { keys } = push.browser();
		const answer = await browser.fill(await browser.page(page), `${page}/devices`, {
			endpoint: 'http://127.0.0.1:27017/',
			...keys,
		});
		expect(answer.status).toBe(400);
	});
});

it('whoever gets a new invitation because a telephone was lost is alerted on none of their old ones', async () => {
	const tuti = await signedIn('tuti');
	const device = push.browser();
	await tuti.fill(await tuti.page(page), `${page}/devices`, { endpoint: device.endpoint, ...device.keys });
	const { _id } = (await world.users.named('tuti'))!;
	expect((await room.preferences.get(_id)).devices).toHaveLength(1);
	const admin = await signedIn('wati');
	const { csrf } = hiddenIn(await admin.page('/desk/accounts'));
	await admin.post('/desk/accounts/again', { csrf, name: 'tuti' });
	expect((await room.preferences.get(_id)).devices).toEqual([]);
	await world.users.setPassword('tuti', password);
});

describe('quiet hours and means', () => {
	it('are kept as they were chosen', async () => {
		const browser = await signedIn('tuti');
		const typed = { quiet: 'on', from: '21:30', to: '06:00', zone: 'Asia/Makassar', 'by-push': 'on' };
		const saved = await (await browser.fill(await browser.page(page), `${page}/choices`, typed)).text();
		expect(saved).toContain('value="21:30"');
		const { _id } = (await world.users.named('tuti'))!;
		expect(await room.preferences.get(_id)).toMatchObject({
			...{ quiet: { from: '21:30', to: '06:00' }, zone: 'Asia/Makassar', off: ['email'], language: 'id' },
		});
		const { quiet, ...loud } = typed;
		await browser.fill(saved, `${page}/choices`, loud);
		expect([quiet, (await room.preferences.get(_id)).quiet]).toEqual(['on', null]);
	});

	it.each([{ from: '25:00' }, { to: '7' }, { zone: 'Mars/Base' }, { 'by-pigeon': 'on' }])(
		'are not %j',
		async (wrong) => {
			const browser = await signedIn('tuti');
			const typed = { from: '21:30', to: '06:00', zone: 'Asia/Makassar', ...wrong };
			expect((await browser.fill(await browser.page(page), `${page}/choices`, typed)).status).toBe(400);
		},
	);

	it('are nobody else’s to change', async () => {
		const browser = await signedIn('tuti');
		const typed = { from: '21:30', to: '06:00', zone: 'Asia/Makassar', csrf: 'x.y' };
		expect((await browser.post(`${page}/choices`, typed)).status).toBe(403);
		expect((await world.browser().send(page)).headers.get('location')).toContain('/desk/sign-in');
	});
});

it('the script that shows alerts is there also for somebody who is signed out, and is asked for anew each time', async () => {
	const answer = await world.browser().send('/desk/worker.js');
	expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
		200,
		'text/javascript; charset=utf-8',
		'no-cache',
	]);
	expect(await answer.text()).toContain('showNotification');
});

describe('the system page', () => {
	it('says which means are on, why one failed last, and that a danger reached nobody', async () => {
		const browser = await signedIn('wati');
		const before = textOf(await browser.page('/desk/system'));
		expect(before).toContain('pemberitahuan di peramban');
		expect(before).not.toContain('tidak sampai kepada siapa pun');
		expect(before).toContain('dipanggil bila ada bahaya: wati.');
		expect(textOf(await browser.page('/desk'))).toContain('Hakku belum bisa mengabari Anda');
		mail.refused.set('w@k.example', '450 later');
		const asked = await browser.fill(await browser.page(page), `${page}/address`, { email: 'w@k.example' });
		expect(textOf(await asked.text())).toContain('server di sana menolak');
		const opening = { id: 'web:1@1', conversation: 'web:1', person: 'p', words: [], at: world.time.now };
		mail.refused.set('sari@kantor.example', '450 later');
		await world.cases.open({ ...opening, handoff: handoff({ priority: 1, danger: ['violence'] }) });
		await world.cases.escalate('web:1@1', world.time.now);
		await room.work({ case: 'web:1@1' });
		for (const { _id } of await world.store.find('alerts', {}, { limit: 100 })) await room.work({ alert: _id });
		const { number } = (await world.cases.get('web:1@1'))!;
		expect(textOf(await browser.page('/desk/system'))).toContain(
			`tentang kasus ${number} tidak sampai kepada siapa pun`,
		);
	});
});
