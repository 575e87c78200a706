import type { proto } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/channels/whatsapp/files.ts';
import { readMessage } from '../../../src/channels/whatsapp/reading.ts';
import { FakeMedia } from '../../fakes/whatsapp/media.ts';
import { pdf, png, voice } from '../../files/samples.ts';
import { eventually, openWorld } from './world.ts';

let world: Awaited<ReturnType<typeof openWorld>>;
let media: FakeMedia;
const time = { ahead: 0 };
beforeAll(async () => {
	media = await FakeMedia.open();
	world = await openWorld({ media: media.root, now: () => Date.now() + time.ahead });
});
afterAll(async () => {
	await world.close();
	await media.close();
});

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

describe('what a citizen sends on WhatsApp', () => {
	const filesOf = async (lid: string) => [...(await world.house.files.of(`whatsapp:${lid}@lid`, 0, 1_000)).values()];
	let people = 0;

	/** Sends a message with a file; resolves to the file once the first attempt is over. */
	async function sent(message: proto.IMessage) {
		const sri = world.fake.person(`62817000001${++people}`);
		await world.fake.write(sri, world.office, message);
		await eventually(async () => {
			const [file] = await filesOf(sri.lid);
			expect(file?.tries).toBe(1);
			expect((file?.next_due ?? 0) - Date.now() - time.ahead).toBeLessThan(120_000);
		});
		const [file] = await filesOf(sri.lid);
		if (file === undefined) throw new Error('no file');
		return { sri, file };
	}

	/** Makes the next attempt, however far off it is. */
	async function again(id: string) {
		const { next_due } = (await world.house.store.get('files', id)) ?? {};
		time.ahead = Math.max(time.ahead, (next_due ?? 0) - Date.now());
		await world.house.conversations.file(id);
		return await world.house.store.get('files', id);
	}

	it('a photo, a voice note and a document are fetched, opened and kept', async () => {
		const photo = await sent({ imageMessage: { ...media.hold(png, 'image'), caption: 'surat saya' } });
		expect(photo.file).toMatchObject({ state: 'kept', type: 'image/png', size: png.length, source: null });
		expect(Buffer.from((await world.house.files.read(photo.file)) ?? []).equals(png)).toBe(true);
		expect(await world.house.transcript(`${photo.sri.lid}@lid`)).toContain('citizen: [foto] surat saya');
		const note = await sent({ audioMessage: { ...media.hold(voice, 'audio'), ptt: true } });
		expect(note.file).toMatchObject({ state: 'kept', type: 'audio/ogg', media: 'voice' });
		const paper = await sent({ documentMessage: { ...media.hold(pdf, 'document'), fileName: '../../SKTM.pdf' } });
		expect(paper.file).toMatchObject({ state: 'kept', type: 'application/pdf', name: 'SKTM' });
		expect(media.origins).toEqual(['https://web.whatsapp.com', 'https://web.whatsapp.com', 'https://web.whatsapp.com']);
	});

	it('one that was changed or cut on its way is not taken for what was sent', async () => {
		media.troubles.push('changed');
		const changed = await sent({ imageMessage: media.hold(png, 'image') });
		expect(changed.file).toMatchObject({ state: 'waiting' });
		expect(await again(changed.file._id)).toMatchObject({ state: 'kept', tries: 2 });
		media.troubles.push('cut');
		const cut = await sent({ imageMessage: media.hold(png, 'image') });
		expect(cut.file).toMatchObject({ state: 'waiting' });
		expect(await again(cut.file._id)).toMatchObject({ state: 'kept' });
	});

	it('one that WhatsApp does not have any more, or that is not what its sender says, is asked for once more', async () => {
		media.troubles.push('gone');
		const gone = await sent({ imageMessage: media.hold(png, 'image') });
		expect(gone.file).toMatchObject({ state: 'lost', reason: 'gone' });
		await eventually(() => expect(gone.sri.texts.at(-1)).toContain('Boleh dikirim sekali lagi?'));
		const other = await sent({ imageMessage: { ...media.hold(png, 'image'), fileSha256: Buffer.alloc(32, 1) } });
		expect(other.file).toMatchObject({ state: 'lost' });
	});

	it('until it is fetched nobody can read in the store where it is and how it is opened', async () => {
		media.troubles.push('busy');
		const held = media.hold(png, 'image');
		const { file } = await sent({ imageMessage: held });
		expect(file.state).toBe('waiting');
		const kept = JSON.stringify([file, await world.house.document(file.conversation.slice('whatsapp:'.length))]);
		const opened = Buffer.from(file.source ?? '', 'base64').toString('latin1');
		for (const secret of [held.directPath, held.mediaKey.toString('base64')]) {
			expect(kept).not.toContain(secret);
			expect(opened).not.toContain(secret);
		}
		expect(world.house.lines.join('')).not.toContain(held.directPath);
	});

	it.each(['@evil.example/x', '//evil.example/x', '/../x', 'https://evil.example/x', '/a b', '/x#y', ''])(
		'a place that leads elsewhere is no file: “%s” (B46)',
		(directPath) => {
			const imageMessage = { ...media.hold(png, 'image'), directPath, url: 'https://evil.example/x' };
			const key = { remoteJid: '7123456@lid', id: 'A1' };
			const read = readMessage({ key, message: { imageMessage }, messageTimestamp: 1 }, 'notify', 2_000, () => false);
			expect(read).toMatchObject({ content: { kind: 'media', media: 'photo' } });
			expect(JSON.stringify(read)).not.toContain('source');
		},
	);

	it('a place stands in the line as numbers, for a worker', async () => {
		const sri = world.fake.person('6281700000999');
		await world.fake.write(sri, world.office, {
			locationMessage: { degreesLatitude: -6.2, degreesLongitude: 106.816666, name: 'Rumah' },
		});
		await eventually(async () =>
			expect(await world.house.transcript(`${sri.lid}@lid`)).toContain('citizen: [lokasi] -6.2, 106.81667 Rumah'),
		);
	});
});
