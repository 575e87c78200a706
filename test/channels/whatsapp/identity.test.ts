import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goesOn } from '../../../src/people/merging.ts';
import type { Person } from '../../fakes/whatsapp/person.ts';
import { eventually, openWorld } from './world.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
let people = 0;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const somebody = (): Person => world.fake.person(`6281322${String(++people).padStart(6, '0')}`);
const asLid = (person: Person): string => `${person.lid}@lid`;
const asPhone = (person: Person): string => `${person.phone}@s.whatsapp.net`;

async function write(person: Person, text: string, how: object = {}): Promise<void> {
	const { fake, office } = world;
	const before = person.texts.length;
	await fake.write(person, office, text, how);
	await eventually(() => expect(person.texts.length).toBeGreaterThan(before));
	await world.house.conversations.settled(`whatsapp:${asLid(person)}`);
	await world.house.conversations.settled(`whatsapp:${asPhone(person)}`);
}

describe('somebody with two names', () => {
	it('has one conversation, whichever of them their message carries', async () => {
		const { house } = world;
		const sri = somebody();
		await write(sri, 'satu');
		await write(sri, 'tiga', { as: 'phone' });
		await write(sri, 'empat', { as: 'phone', both: false });
		await write(sri, 'lima', { both: false });
		expect(await house.transcript(asLid(sri))).toHaveLength(8);
		expect(await house.document(asPhone(sri))).toBeNull();
	});

	it('keeps the conversation that began under the telephone number when the hidden name becomes known', async () => {
		const { house } = world;
		const sri = somebody();
		await write(sri, 'satu', { as: 'phone', both: false });
		await write(sri, 'tiga', { as: 'phone', both: true });
		await write(sri, 'empat');
		expect(await house.transcript(asPhone(sri))).toHaveLength(6);
		expect(await house.document(asLid(sri))).toBeNull();
	});

	it('becomes one when both were met apart: case, consent and the wish to be left alone are kept', async () => {
		const { house, ground } = world;
		const sri = somebody();
		await write(sri, 'petugas', { as: 'phone', both: false });
		await write(sri, 'halo', { both: false });
		const [phone, lid] = [await house.document(asPhone(sri)), await house.document(asLid(sri))];
		expect(phone?.person).not.toBe(lid?.person);
		await house.people.consent(lid?.person ?? '', `whatsapp:${asLid(sri)}`, { given: true, wording: 'v1' }, 5);
		for (;;) {
			const known = await house.document(asLid(sri));
			if (known && (await ground.store.replace('conversations', { ...known, opted_out: true }))) break;
		}
		await world.fake.write(sri, world.office, 'saya lagi', { both: true });
		await eventually(async () => expect(await house.transcript(asPhone(sri))).toContain('citizen: saya lagi'));
		const [kept, given] = [await house.document(asPhone(sri)), await house.document(asLid(sri))];
		expect(kept).toMatchObject({ mode: { state: 'queued', case: phone?.mode.case }, opted_out: true });
		expect(kept?.person).toBe(phone?.person);
		expect(kept?.session).toEqual(phone?.session);
		expect(phone?.session).not.toBeNull();
		expect(given).toMatchObject({ person: phone?.person, session: null, timers: [] });
		expect(await house.people.get(kept?.person ?? '')).toMatchObject({
			consent: { given: true, wording: 'v1' },
			identities: expect.arrayContaining([`whatsapp:${asPhone(sri)}`, `whatsapp:${asLid(sri)}`]),
		});
		expect(await house.people.get(lid?.person ?? '')).toBeNull();
		expect(await ground.store.find('cases', { person: kept?.person ?? '' })).toHaveLength(1);
		await write(sri, 'bahaya', { both: false });
		expect((await house.transcript(asPhone(sri))).slice(-2)[0]).toBe('citizen: bahaya');
	});

	it('B28: is one person under a Mexican number with and without its 1, and a landline of Brazil stays what it is', async () => {
		const { fake, office, house } = world;
		const as = (phone: string) => ({ plain: true, attrs: { from: `${phone}@s.whatsapp.net`, sender_pn: '' } });
		const said = async (phone: string) =>
			(await house.transcript(`${phone}@s.whatsapp.net`)).filter((line) => line.startsWith('citizen'));
		const nobody = somebody();
		await fake.write(nobody, office, 'satu', as('5215512345678'));
		await fake.write(nobody, office, 'tiga', as('525512345678'));
		await fake.write(nobody, office, 'lima', as('551133334444'));
		await eventually(async () => {
			expect(await said('551133334444')).toEqual(['citizen: lima']);
			expect(await said('525512345678')).toEqual(['citizen: satu', 'citizen: tiga']);
		});
		expect(await house.document('5215512345678@s.whatsapp.net')).toBeNull();
	});

	it('never has the hidden name stored as a telephone number', async () => {
		const { ground } = world;
		for await (const contact of ground.store.scan('whatsapp_contacts'))
			expect(contact._id).toMatch(contact._id.startsWith('7') ? /@lid$/ : /^(?:62|52|55)\d+@s\.whatsapp\.net$/);
	});
});

it('the conversation in which a human is asked goes on, then the one with a question open, then the later one', async () => {
	const { house } = world;
	const sri = somebody();
	await write(sri, 'halo');
	const one = await house.document(asLid(sri));
	if (one === null) throw new Error('no conversation');
	const bot = {
		...one,
		_id: 'bot',
		mode: { state: 'bot', epoch: 0, case: null },
		session: null,
		updated_at: 9,
	} as const;
	const asked = { ...bot, _id: 'asked', session: one.session, updated_at: 1 };
	const human = { ...bot, _id: 'human', mode: { state: 'queued', epoch: 1, case: 'c' }, updated_at: 0 } as const;
	for (const [kept, given] of [
		[human, asked],
		[asked, bot],
		[bot, { ...bot, _id: 'older', updated_at: 8 }],
	] as const) {
		expect(goesOn(kept, given)._id).toBe(kept._id);
		expect(goesOn(given, kept)._id).toBe(kept._id);
	}
});
