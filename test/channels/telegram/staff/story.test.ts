import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../world.ts';
import { type Office, openOffice } from './office.ts';

describe('a case that is worked in the staff group', () => {
	let office: Office;
	beforeAll(async () => {
		office = await openOffice();
	});
	afterAll(() => office.close());

	it('is announced as a topic with a card, taken with a button, and the card says who has it', async () => {
		const sari = await office.worker('sari');
		const { topic, id, number } = await office.opened();
		expect(topic.name).toBe(`🟢 ${number} · food`);
		expect(office.card(topic)?.text).toContain(`🟢 Biasa · Kasus ${number}\nKebutuhan: food\n`);
		expect(office.card(topic)?.text).toContain('Pemegang: belum ada');
		sari.tap(topic, 'Ambil');
		await eventually(() => expect(office.card(topic)?.text).toContain('Pemegang: sari'));
		expect(office.fake.toasts.at(-1)?.text).toContain('Anda pegang');
		expect((await office.store.get('cases', id))?.assignee).toBe('sari');
		expect((await office.cases.view(id, 'sari', 1))?.events.map(({ kind }) => kind)).toContain('claimed');
		expect(
			office
				.card(topic)
				?.buttons.flat()
				.map(({ text }) => text),
		).toEqual(['Tunda', 'Selesai', 'Buka di meja ↗']);
	});
});
