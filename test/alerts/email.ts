import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPost, emailMean } from '../../src/alerts/index.ts';
import type { Store } from '../../src/store/index.ts';
import { hire } from '../cases/office.ts';
import { type FakeMail, openFakeMail } from '../fakes/mail.ts';
import { openAlertWorld } from './world.ts';

const from = { name: 'Hakku', address: 'hakku@kantor.example' };
const login = { user: 'hakku', password: 'p@ss:w/rd' };
const letter = { to: 'sari@kantor.example', subject: 'Halo', text: 'Isi', id: 'satu', urgent: false };
/** On any store, with a mail server on loopback. */
export function emailAlerts(store: () => Store): void {
	let mail: FakeMail;
	beforeAll(async () => {
		mail = await openFakeMail();
		await hire(store(), ['sari', 'worker'], ['dewi', 'supervisor']);
	});
	afterAll(() => mail.close());
	afterEach(() => {
		mail.arrived.length = 0;
		mail.refused.clear();
	});
	const to = (port: number, more: object = {}) => ({
		host: '127.0.0.1',
		port,
		secure: false,
		login: null,
		from,
		...more,
	});

	async function office(language: 'id' | 'en' = 'id') {
		const world = openAlertWorld(store(), []);
		world.alerts.use(emailMean(createPost(to(mail.port)), world.preferences));
		const address = { email: 'sari@kantor.example', since: 1, trouble: null };
		await world.preferences.change('sari', (known) => ({ ...known, language, address }));
		return world;
	}

	describe('an alert by e-mail', () => {
		it('is a plain letter that says what is to be done and where, in Indonesian', async () => {
			const world = await office();
			const { number } = await world.open('1', { priority: 1, danger: ['violence'] }, '9999');
			await world.settle();
			expect(mail.arrived).toHaveLength(1);
			const [{ raw, to, from: sender } = { raw: '', to: [], from: '' }] = mail.arrived;
			expect([sender, to]).toEqual(['hakku@kantor.example', ['sari@kantor.example']]);
			expect(raw).toContain('From: Hakku <hakku@kantor.example>');
			expect(raw).toContain('Auto-Submitted: auto-generated');
			expect(raw).toContain('Content-Type: text/plain; charset=utf-8');
			expect(raw).toMatch(/^Subject: =\?UTF-8\?|^Subject: Hakku: BAHAYA/m);
			expect(raw).toContain(`https://hakku.example/desk/cases/${number}`);
			expect(raw).not.toMatch(/<html|memukul|violence/i);
			expect(world.lines.join()).not.toContain('kantor.example');
		});

		it('is not written again to a mailbox that is not there', async () => {
			const world = await office();
			mail.refused.set('sari@kantor.example', '550 5.1.1 no such user');
			await world.open('2', { priority: 2 }, '9999');
			await world.settle();
			expect((await world.preferences.get('sari')).address?.trouble).toBe('address');
			mail.refused.clear();
			await world.open('3', { priority: 2 }, '9999');
			await world.settle();
			expect(mail.arrived).toEqual([]);
		});

		it.each([
			['550 no such user', true],
			['550-5.1.1 gone', true],
			['550 5.7.1 relay access denied', false],
			['554 5.7.1 listed as spam', false],
			['552 5.2.2 mailbox full', false],
		])('tells “%s” from a refusal that is not the mailbox’s fault', async (answer, lasting) => {
			mail.refused.set(letter.to, answer);
			const failure = lasting ? 'address' : 'refused';
			await expect(createPost(to(mail.port))(letter)).rejects.toMatchObject({ failure, lasting });
		});

		it('is tried again when the server refuses a letter as a whole', async () => {
			mail.answers.push('554 5.6.0 no');
			await expect(createPost(to(mail.port))(letter)).rejects.toMatchObject({ failure: 'refused', lasting: false });
		});

		it('is tried again when the mailbox is only busy', async () => {
			const world = await office('en');
			mail.refused.set('sari@kantor.example', '450 busy');
			await world.open('4', { priority: 2 }, '9999');
			await world.settle();
			expect((await world.preferences.get('sari')).address?.trouble).toBeNull();
			mail.refused.clear();
			await world.pass(1);
			expect(mail.arrived[0]?.raw).toContain('Urgent');
		});
	});

	describe('the mail server', () => {
		it('is given the password over TLS with a certificate that holds, and over no other', async () => {
			const first = await openFakeMail({ login, tls: 'first' });
			const start = await openFakeMail({ login, tls: 'start' });
			const bare = await openFakeMail({ login });
			try {
				const secure = { login, secure: true, host: 'localhost' };
				await createPost(to(first.port, secure), first.certificate ?? '')(letter);
				await createPost(to(start.port, { login, host: 'localhost' }), start.certificate ?? '')(letter);
				expect([first.arrived.length, start.arrived.length]).toEqual([1, 1]);
				const elsewhere = { login, host: '127.1' };
				for (const settings of [to(first.port, secure), to(start.port, { login }), to(bare.port, elsewhere)])
					await expect(createPost(settings)(letter)).rejects.toMatchObject({ failure: 'unsafe', lasting: false });
				expect([first.arrived.length, start.arrived.length, bare.arrived.length]).toEqual([1, 1, 0]);
				const wrong = { ...login, password: 'salah' };
				await expect(createPost(to(bare.port, { login: wrong }))(letter)).rejects.toMatchObject({ failure: 'login' });
				await createPost(to(bare.port, { login }))(letter);
				expect(bare.arrived).toHaveLength(1);
			} finally {
				for (const server of [first, start, bare]) await server.close();
			}
			await expect(createPost(to(first.port))(letter)).rejects.toMatchObject({ failure: 'unreachable' });
		});

		it('gets no header of anybody else’s making', async () => {
			const post = createPost(to(mail.port));
			for (const wrong of [
				{ subject: 'a\r\nBcc: x@y.example' },
				{ to: 'a@b.example\nBcc: x@y.example' },
				{ id: 'a>\r\nX: <b' },
			])
				await expect(post({ ...letter, ...wrong })).rejects.toMatchObject({ failure: 'broken' });
			await post({ ...letter, to: '"x@y.example, z"@b.example' }).catch(() => undefined);
			expect(mail.arrived.flatMap(({ to: boxes }) => boxes)).not.toContain('x@y.example');
		});
	});
}
