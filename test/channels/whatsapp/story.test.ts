import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../fakes/whatsapp/person.ts';
import { eventually, openWorld } from './world.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
let people = 0;
let received: string[] = [];
/** Resolves when the store has what arrives. */
let kept: Promise<void> = Promise.resolve();
beforeAll(async () => {
	world = await openWorld({
		pace: { least: 3, each: 0, most: 3, gap: 0 },
		async received({ id }) {
			received.push(id);
			await kept;
		},
	});
});
afterEach(() => {
	received = [];
});
afterAll(() => world.close());

const somebody = (): Person => world.fake.person(`6281311${String(++people).padStart(6, '0')}`);
const address = (person: Person): string => `${person.lid}@lid`;

describe('a citizen on WhatsApp', () => {
	it('is answered, sees that it was read, and the office sees it on its telephone', async () => {
		const { fake, office, house } = world;
		const sri = somebody();
		const id = await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		await eventually(() => expect(sri.read).toEqual([id]));
		expect(sri.delivered).toEqual([id]);
		expect(sri.typing).toEqual(['composing', 'paused']);
		expect(office.mirrored).toContain('1: halo');
		expect(await house.transcript(address(sri))).toEqual(['citizen: halo', 'hakku: 1: halo']);
	});

	it('sees no tick before their message is kept, and a telephone in the office still rings', async () => {
		const { fake, office } = world;
		const sri = somebody();
		let keep: () => void = () => undefined;
		kept = new Promise((resolve) => {
			keep = resolve;
		});
		const id = await fake.write(sri, office, 'halo');
		await eventually(() => expect(received).toHaveLength(1));
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect([...sri.delivered, ...sri.read, ...sri.texts]).toEqual([]);
		keep();
		await eventually(() => expect([sri.delivered, sri.read]).toEqual([[id], [id]]));
		expect(fake.presences).toContain('unavailable');
		expect(fake.presences).not.toContain('available');
	});

	it.each(['Sri_Ayu*', '[tap](http://x.example)', '<b>Eko', 'A$&B $$5', '{{contact.phone}}', '*tebal* dan _miring_'])(
		'B26: who writes %s reads it letter for letter, and nothing else comes of it',
		async (words) => {
			const { fake, office, house } = world;
			const sri = somebody();
			await fake.write(sri, office, words, { attrs: { notify: words } });
			await eventually(() => expect(sri.texts.map((text) => text.replaceAll('\u200B', ''))).toEqual([`1: ${words}`]));
			expect(sri.texts[0]).not.toMatch(/(?:^|\s)([*_~])[^\s\u200B][^*_~]*[^\s\u200B]\1(?:\s|$)/);
			expect(await house.transcript(address(sri))).toEqual([`citizen: ${words}`, `hakku: 1: ${words}`]);
		},
	);

	it('B10: is answered once for each message that waited, and not for history or for our own echo', async () => {
		const { fake, office, house } = world;
		const sri = somebody();
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		const ours = sri.screen[0]?.id ?? '';
		const logins = fake.logins;
		fake.cut();
		const month = Math.floor(Date.now() / 1_000) - 30 * 86_400;
		await fake.write(sri, office, 'lama sekali', { t: month });
		await fake.write(sri, office, 'satu');
		await fake.write(sri, office, { ephemeralMessage: { message: { extendedTextMessage: { text: 'hilang' } } } });
		await fake.writeFromPhone(office, sri, '1: halo', ours);
		await fake.write(sri, office, 'tiga');
		await eventually(() => expect(sri.texts).toHaveLength(4));
		expect(fake.logins).toBe(logins + 1);
		await eventually(() => expect(office.pending.size).toBe(0));
		const said = (await house.transcript(address(sri))).filter((line) => line.startsWith('citizen'));
		expect(said).toEqual(['citizen: halo', 'citizen: satu', 'citizen: hilang', 'citizen: tiga']);
	});

	it('is answered once when the same message comes again, as it is or encrypted anew', async () => {
		const { fake, office, house } = world;
		const sri = somebody();
		const id = await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.delivered).toEqual([id]));
		fake.again(office, id);
		await fake.write(sri, office, 'halo', { id });
		await fake.write(sri, office, 'lagi');
		await eventually(() => expect(sri.texts).toHaveLength(2));
		expect(await house.transcript(address(sri))).toEqual([
			'citizen: halo',
			'hakku: 1: halo',
			'citizen: lagi',
			'hakku: 2: lagi',
		]);
	});

	it('is understood when the message came unencrypted, as WhatsApp itself writes', async () => {
		const { fake, office } = world;
		const sri = somebody();
		const id = await fake.write(sri, office, 'halo', { plain: true });
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		await eventually(() => expect(sri.read).toEqual([id]));
	});

	it('is not heard out of groups, statuses and channels', async () => {
		const { fake, office, house } = world;
		const sri = somebody();
		for (const from of ['12036300@g.us', 'status@broadcast', '12036@newsletter'])
			await fake.write(sri, office, 'halo semua', { attrs: { from, participant: address(sri) } });
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		await eventually(() => expect(office.pending.size).toBe(0));
		expect(received).toHaveLength(1);
		expect(await house.transcript(address(sri))).toHaveLength(2);
	});

	it('B32: is left to the human when a worker answers from the office’s telephone', async () => {
		const { fake, office, house } = world;
		const sri = somebody();
		await fake.write(sri, office, 'petugas');
		await eventually(async () => expect((await house.document(address(sri)))?.mode.state).toBe('queued'));
		await eventually(() => expect(sri.texts).toEqual(['Petugas akan menghubungi Anda.']));
		const id = await fake.writeFromPhone(office, sri, 'Ini Bu Sari, ada apa?');
		await eventually(async () => expect((await house.document(address(sri)))?.mode.state).toBe('human'));
		fake.again(office, id);
		for (const text of ['menu', '2']) await fake.write(sri, office, text);
		await eventually(async () => expect(await house.transcript(address(sri))).toContain('citizen: 2'));
		await house.conversations.settled(`whatsapp:${address(sri)}`);
		for (;;) {
			const known = await house.document(address(sri));
			const timers = [{ timer: 'kabar', due: 1 }];
			if (known && (await house.store.replace('conversations', { ...known, timers, next_due: 1 }))) break;
		}
		await house.conversations.timer(`whatsapp:${address(sri)}`, 'kabar');
		await house.conversations.settled(`whatsapp:${address(sri)}`);
		expect(sri.texts).toEqual(['Petugas akan menghubungi Anda.']);
		const lines = await house.transcript(address(sri));
		expect(lines.filter((line) => line.startsWith('worker'))).toEqual(['worker: Ini Bu Sari, ada apa?']);
		const open = (await house.document(address(sri)))?.mode.case ?? '';
		expect((await house.cases.get(open))?.first_answer_at).not.toBeNull();
	});

	it('B32: is left to the human also when nobody had asked for one; a case shows it at the desk', async () => {
		const { fake, office, house } = world;
		const sri = somebody();
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		await fake.writeFromPhone(office, sri, 'Kami jemput jam 9');
		await eventually(async () => expect((await house.document(address(sri)))?.mode.state).toBe('human'));
		await fake.write(sri, office, 'terima kasih');
		await eventually(async () => expect(await house.transcript(address(sri))).toContain('citizen: terima kasih'));
		await house.conversations.settled(`whatsapp:${address(sri)}`);
		expect(sri.texts).toEqual(['1: halo']);
		const open = (await house.document(address(sri)))?.mode.case ?? '';
		expect(await house.cases.get(open)).toMatchObject({ status: 'open', conversation: `whatsapp:${address(sri)}` });
	});

	it('reads the same words again when their telephone could not open a message', async () => {
		const { fake, office } = world;
		const sri = somebody();
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toEqual(['1: halo']));
		const shown = sri.screen[0];
		const { logins } = fake;
		fake.cut();
		await eventually(() => expect(fake.logins).toBe(logins + 1));
		await fake.askAgain(sri, office, shown?.id ?? '');
		await eventually(() => expect(shown?.times).toBe(2));
		expect(sri.texts).toEqual(['1: halo']);
	});
});
