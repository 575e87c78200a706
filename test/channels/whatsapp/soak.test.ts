import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { usualWatch } from '../../../src/channels/whatsapp/connection.ts';
import { eventually, openWorld } from './world.ts';

const long = process.env.FAULTS === 'long';

/** Bytes in use after everything that can go is gone. */
function memory(): number {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	for (let round = 0; round < 3; round++) collect();
	return process.memoryUsage().heapUsed;
}

describe('a number in use for long', () => {
	/** Milliseconds in which a hundred messages that waited are answered, also on a machine with much else to do. */
	const patience = 120_000;
	const [messages, every] = long ? [10_000, 100] : [200, 40];

	it(`answers each of ${messages} messages once, with a disconnect every ${every}`, {
		timeout: 1_800_000,
	}, async () => {
		const { fake, office, house, ground, close } = await openWorld({ watch: { ...usualWatch, calm: 0 } });
		const people = Array.from({ length: 20 }, (_, index) => fake.person(`62816${String(index).padStart(8, '0')}`));
		let logins = 0;
		const written = people.map(() => [] as string[]);
		for (let message = 0; message < messages; message++) {
			const who = message % people.length;
			const person = people[who];
			if (person === undefined) break;
			const text = `pesan ${message}`;
			written[who]?.push(text);
			const id = await fake.write(person, office, text);
			if (message % 7 === 0) await fake.write(person, office, text, { id });
			if (message % every === every - 1) {
				await eventually(() => expect(fake.logins).toBeGreaterThan(logins), patience);
				logins = fake.logins;
				if (message % (2 * every) < every) fake.cut();
				else fake.disconnect(office, 515);
			}
			/** More than fifty answers that wait for one person are no answers any more, and the oldest are not sent: by design. */
			const answered = () => people.reduce((sum, { screen }) => sum + screen.length, 0);
			if (message % 20 === 19) await eventually(() => expect(answered()).toBeGreaterThan(message - 500), patience);
		}
		await eventually(() => {
			for (const [who, person] of people.entries()) expect(person.screen).toHaveLength(written[who]?.length ?? 0);
		}, patience);
		for (const [who, person] of people.entries()) {
			await house.conversations.settled(`whatsapp:${person.lid}@lid`);
			const said = await ground.store.find(
				'messages',
				{ conversation: `whatsapp:${person.lid}@lid` },
				{ sort: ['conversation', 'seq'], limit: 1_000 },
			);
			expect(said.filter(({ from }) => from === 'citizen').map(({ text }) => text)).toEqual(written[who]);
			expect(person.texts).toEqual(written[who]?.map((text, index) => `${index + 1}: ${text}`));
		}
		expect(fake.logins).toBeGreaterThanOrEqual(messages / every);
		await close();
	});

	if (long)
		it('uses no more memory after 1,000 connections than after 100', { timeout: 900_000 }, async () => {
			const { fake, office, house, close } = await openWorld();
			const again = async (times: number): Promise<void> => {
				for (let time = 0; time < times; time++) {
					const { logins } = fake;
					await house.until('open');
					fake.disconnect(office, 515);
					await eventually(() => expect(fake.logins).toBe(logins + 1));
				}
				await house.until('open');
			};
			/** Questions that a connection left open are given up after a minute. */
			const settled = async (): Promise<number> => {
				await new Promise((resolve) => setTimeout(resolve, 65_000));
				return memory();
			};
			await again(100);
			const before = await settled();
			await again(900);
			const grown = (await settled()) - before;
			console.info(`WhatsApp: ${(grown / 1e6).toFixed(1)} MB more after 1,000 connections than after 100`);
			expect(grown).toBeLessThan(5_000_000);
			expect(fake.lines).toBe(1);
			await close();
		});
});
