import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LARGEST } from '../../../src/files/index.ts';
import { jpeg, pdf, png, voice } from '../../files/samples.ts';
import { eventually, openWorld } from './world.ts';

type Sent = Record<string, unknown>;

describe('what somebody sends on Telegram', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	const time = { ahead: 0 };
	beforeAll(async () => {
		world = await openWorld({ now: () => Date.now() + time.ahead, key: Buffer.alloc(32, 3) });
	});
	afterAll(() => world.close());

	const filesOf = async (id: number) => [...(await world.files.of(`telegram:${id}`, 0, 1_000)).values()];

	/** Sends something; resolves to its file once an attempt has been made, and the conversation is at rest. */
	async function sent(of: (hold: typeof world.fake.files) => Sent, sri = world.person()) {
		const before = (await filesOf(sri.id)).length;
		sri.send(of(world.fake.files));
		const file = await eventually(async () => {
			const files = await filesOf(sri.id);
			const last = files.at(-1);
			if (last === undefined || files.length === before || last.tries === 0) throw new Error('not tried yet');
			if (last.state === 'waiting' && (last.next_due ?? 0) > Date.now() + time.ahead + 120_000)
				throw new Error('in hand');
			return last;
		});
		await world.conversations.settled(`telegram:${sri.id}`);
		return { sri, file };
	}

	/** Makes the next attempt, however far off it is. */
	async function again(id: string) {
		const file = await world.store.get('files', id);
		time.ahead = Math.max(time.ahead, (file?.next_due ?? 0) - Date.now());
		await world.conversations.file(id);
		const after = await world.store.get('files', id);
		await world.conversations.settled(after?.conversation ?? '');
		return after;
	}

	const content = async (file: Awaited<ReturnType<typeof sent>>['file']) =>
		Buffer.from((await world.files.read(file)) ?? []);

	it('a photo is kept in its largest size, a voice note and a document as they came', async () => {
		const small = (files: typeof world.fake.files) => ({ ...files.hold(jpeg(50)), width: 90, height: 90 });
		const photo = await sent((files) => ({
			photo: [small(files), { ...files.hold(jpeg(900)), width: 1280, height: 960 }, small(files)],
			caption: 'rumah kami',
		}));
		expect(photo.file).toMatchObject({ state: 'kept', type: 'image/jpeg', size: jpeg(900).length, media: 'photo' });
		const { file, sri } = await sent((files) => ({ voice: { ...files.hold(voice), duration: 3 } }));
		expect(file).toMatchObject({ state: 'kept', type: 'audio/ogg', media: 'voice' });
		expect((await content(file)).equals(voice)).toBe(true);
		const paper = await sent((files) => ({ document: { ...files.hold(pdf), file_name: 'SKTM.pdf' } }), sri);
		expect(paper.file).toMatchObject({ state: 'kept', type: 'application/pdf', name: 'SKTM' });
		const answers = world.fake.shown.filter(({ chat }) => chat === sri.id);
		expect(answers.length, 'each was answered by the flow, at once').toBe(2);
	});

	it('the message is there at once, and nobody waits for its file', async () => {
		world.fake.files.troubles.push({ kind: 'status', code: 500 });
		const { sri, file } = await sent((files) => ({
			photo: [{ ...files.hold(png), width: 1, height: 1 }],
			caption: '1',
		}));
		expect(await world.transcript(sri.id)).toContain('citizen: [foto] 1');
		expect(sri.texts).toHaveLength(1);
		expect(file).toMatchObject({ state: 'waiting', tries: 1 });
		expect(await again(file._id)).toMatchObject({ state: 'kept', tries: 2 });
		expect(sri.texts, 'and hears nothing of it').toHaveLength(1);
	});

	it.each([
		['a line that is cut', { kind: 'cut', after: 30 } as const],
		['a server that is busy', { kind: 'status', code: 503 } as const],
		['somewhere else that it is sent to', { kind: 'redirect', to: 'http://127.0.0.1:1/' } as const],
	])('%s is no file, and the next try brings it whole', async (_, trouble) => {
		world.fake.files.troubles.push(trouble);
		const { file } = await sent((files) => ({ document: { ...files.hold(pdf), file_name: 'a.pdf' } }));
		expect(file).toMatchObject({ state: 'waiting' });
		const kept = await again(file._id);
		expect(kept).toMatchObject({ state: 'kept', size: pdf.length });
		expect((await content(kept!)).equals(pdf)).toBe(true);
	});

	it('an address that ran out is asked for anew', async () => {
		world.fake.files.troubles.push({ kind: 'status', code: 404 });
		const { file } = await sent((files) => ({ document: files.hold(pdf) }));
		world.fake.files.expire();
		expect(await again(file._id)).toMatchObject({ state: 'kept' });
	});

	it('429 with a time to wait is heeded', async () => {
		const limited = { kind: 'answer', code: 429, description: 'Too Many Requests', retry_after: 900 } as const;
		world.fake.next('getFile', limited);
		const sri = world.person();
		sri.send({ document: world.fake.files.hold(pdf) });
		const file = await eventually(async () => {
			const [found] = await filesOf(sri.id);
			if (found === undefined || (found.next_due ?? 0) < Date.now() + time.ahead + 600_000) throw new Error('not yet');
			return found;
		});
		expect(file).toMatchObject({ state: 'waiting', tries: 1 });
	});

	it('a size that lies fills nothing: it stops at the limit, and the person is told in one sentence', async () => {
		world.fake.files.troubles.push({ kind: 'flood', bytes: 16 * 1024 * 1024 });
		const { sri, file } = await sent((files) => ({ video: files.hold(pdf, 'a.mp4', 1_000) }));
		expect(file).toMatchObject({ state: 'refused', reason: 'too_big' });
		await eventually(() => expect(sri.texts.at(-1)).toContain('10 MB'));
		const heavy = await sent((files) => ({ video: files.hold(jpeg(LARGEST), 'a.mp4', 1_000) }));
		expect(heavy.file).toMatchObject({ state: 'refused', reason: 'too_big' });
		const beyond = await sent((files) => ({ video: files.hold(Buffer.alloc(21 * 1024 * 1024), 'a.mp4', 1_000) }));
		expect(beyond.file, 'Telegram itself refuses').toMatchObject({ state: 'refused', reason: 'too_big' });
	});

	it('after the last try the line says so honestly, and the person is kindly asked for it once more', async () => {
		world.fake.files.troubles.push(...Array.from({ length: 6 }, () => ({ kind: 'status', code: 500 }) as const));
		const { sri, file } = await sent((files) => ({ document: files.hold(pdf) }));
		let last: Awaited<ReturnType<typeof again>> = file;
		for (let round = 0; round < 5; round++) last = await again(file._id);
		expect(last).toMatchObject({ state: 'lost', reason: 'gone', source: null, tries: 6 });
		await eventually(() => expect(sri.texts.at(-1)).toMatch(/Boleh dikirim sekali lagi\?$/));
		const asked = sri.texts.length;
		await again(file._id);
		expect(sri.texts).toHaveLength(asked);
		world.fake.files.troubles.length = 0;
	});

	it.each(['../../etc/passwd', '/etc/passwd', '..%2f..%2fsecret', 'photos/../../x', 'a?b=c', 'http://evil.example/x'])(
		'a path that leads out is never asked for: %s (B46)',
		async (path) => {
			world.fake.files.lies.push(path);
			const before = world.fake.files.downloads;
			const { file } = await sent((files) => ({ document: files.hold(pdf) }));
			expect(file.state).toBe('lost');
			expect(world.fake.files.downloads).toBe(before);
		},
	);

	it.each([
		['../../../etc/cron.d/x.pdf', 'x.pdf'],
		['C:\\Windows\\system32\\con.pdf', /^dokumen-\d+\.pdf$/],
		['surat.pdf.exe', 'surat pdf.pdf'],
		['<script>alert(1)</script>.html', 'script.pdf'],
		['a\u202Efdp.exe', 'a fdp.pdf'],
		['kartu"keluarga\r\nSet-Cookie: x.pdf', 'kartu keluarga Set-Cookie x.pdf'],
		['ꦲꦏ꧀ꦏꦸ 🙏.pdf', 'ꦲꦏ꧀ꦏꦸ.pdf'],
	])('a name does no harm: %s (B46)', async (claimed, shown) => {
		const { fileName } = await import('../../../src/files/index.ts');
		const { file } = await sent((files) => ({ document: { ...files.hold(pdf), file_name: claimed } }));
		if (typeof shown === 'string') expect(fileName(file)).toBe(shown);
		else expect(fileName(file)).toMatch(shown);
	});

	it('a place stands in the line as numbers, for a worker; a place that is none does not', async () => {
		const sri = world.person();
		sri.send({ location: { latitude: -6.2, longitude: 106.816666 } });
		sri.send({ venue: { title: 'Puskesmas', address: 'Cipinang', location: { latitude: -6.25, longitude: 106.9 } } });
		sri.send({ location: { latitude: 999, longitude: 0 } });
		await eventually(async () =>
			expect((await world.transcript(sri.id)).filter((line) => line.startsWith('citizen'))).toEqual([
				'citizen: [lokasi] -6.2, 106.81667',
				'citizen: [lokasi] -6.25, 106.9 Puskesmas, Cipinang',
				'citizen: [lokasi]',
			]),
		);
		expect(await filesOf(sri.id)).toEqual([]);
	});

	it('the token is in no log and in nothing that is kept, and no file is kept in the clear', async () => {
		const { file } = await sent((files) => ({ document: files.hold(pdf) }));
		expect(file.state).toBe('kept');
		let kept = '';
		for (const collection of ['conversations', 'messages', 'files', 'file_parts'] as const)
			for await (const document of world.store.scan(collection)) kept += JSON.stringify(document);
		const secret = world.fake.token.split(':')[1] ?? '?';
		expect(kept).not.toContain(secret);
		expect(kept).not.toContain('/file/bot');
		expect(kept).not.toContain(pdf.toString('base64').slice(0, 40));
		expect(world.lines.join('')).not.toContain(secret);
	});

	it('a redirect is not followed: nobody else learns the address', async () => {
		const heard: string[] = [];
		const other = createServer((request, response) => {
			heard.push(request.url ?? '');
			response.end();
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
		const { port } = other.address() as { port: number };
		world.fake.files.troubles.push({ kind: 'redirect', to: `http://127.0.0.1:${port}/x` });
		const { file } = await sent((files) => ({ document: files.hold(pdf) }));
		expect(file.state).toBe('waiting');
		expect(heard).toEqual([]);
		await new Promise((resolve) => other.close(resolve));
	});
});
