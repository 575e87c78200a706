import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/channels/whatsapp/files.ts';
import { eventually, openWorld } from './world.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const page = (make: () => Promise<Uint8Array | null>) => ({
	kind: 'sheet' as const,
	name: 'hak-saya.pdf',
	mediaType: 'application/pdf' as const,
	instead: 'Catatan ini ada di halaman kami.',
	make,
});

describe('a page that a citizen is sent', () => {
	it('arrives as a file under its name, with the words beneath it', async () => {
		const { fake, office, house } = world;
		const sri = fake.person('6281700000001');
		await fake.write(sri, office, 'halo');
		await eventually(() => expect(sri.texts).toHaveLength(1));
		const bytes = Buffer.from('%PDF-1.7 hak saya');
		const delivery = await house.channel()?.send({
			address: `${sri.lid}@lid`,
			id: 'whatsapp:sri#9',
			text: 'Ini catatan hak Anda.',
			choices: [],
			question: null,
			from: 'hakku',
			document: page(async () => bytes),
		});
		expect(delivery).toEqual({ result: 'sent' });
		const { message, text } = sri.screen.at(-1) ?? { message: {}, text: '' };
		expect(text).toBe('Ini catatan hak Anda.');
		expect(message.documentMessage).toMatchObject({ fileName: 'hak-saya.pdf', mimetype: 'application/pdf' });
		expect((await fake.open(message)).toString()).toBe(bytes.toString());
	});

	it('arrives as words when there is nothing to put on it any more', async () => {
		const said = { address: 'a', id: 'b', text: 'Ini catatan', choices: [], question: null, from: 'hakku' } as const;
		const { text, content } = await contentOf({ ...said, document: page(async () => null) }, undefined);
		expect(text).toBe('Catatan ini ada di halaman kami.');
		expect(content).toEqual({ conversation: text });
	});
});
