import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CaseDocument, CaseEvent } from '../../src/cases/index.ts';
import type { ConversationDocument, MessageDocument } from '../../src/conversation/index.ts';
import { template } from '../embedded.ts';
import { shortLived } from '../process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hakku-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Life {
	/** The person whose story is cut off, and at which checkpoint. */
	readonly person: string;
	readonly killAt?: number;
	/** The person whose story was cut off in the life before. */
	readonly after?: string;
}

interface Report {
	readonly document: ConversationDocument;
	readonly transcript: readonly MessageDocument[];
	readonly cases: readonly CaseDocument[];
	readonly events: readonly CaseEvent[];
}

const books = new Map<string, string>();
let lives = 0;

function bookOf(person: string): string {
	const [channel = ''] = person.split(':');
	const book = join(folder, `${channel}.jsonl`);
	if (!books.has(channel)) writeFileSync(book, '');
	books.set(channel, book);
	return book;
}

/** One process on the data folder: mends what the one before left, then tells a new story until it is killed. */
async function live(life: Life): Promise<{ signal: string | null; printed: unknown[] }> {
	const now = Date.UTC(2026, 2, 2) + ++lives * 3_600_000;
	const script = fileURLToPath(new URL('./crashing.mjs', import.meta.url));
	const [channel = ''] = life.person.split(':');
	const argument = JSON.stringify({ ...life, folder: join(folder, channel), template, book: bookOf(life.person), now });
	const child = spawn(process.execPath, [...shortLived, script, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (part: string) => {
		printed += part;
	});
	const signal = await new Promise<string | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, by) =>
			code === 0 || by === 'SIGKILL' ? resolve(by) : reject(new Error(`ended with ${code}`)),
		);
	});
	return {
		signal,
		printed: printed
			.split('\n')
			.filter((row) => row !== '')
			.map((row) => JSON.parse(row) as unknown),
	};
}

function sentTo(person: string): { id: string; text: string }[] {
	return readFileSync(bookOf(person), 'utf8')
		.split('\n')
		.filter((row) => row !== '')
		.map((row) => JSON.parse(row) as { sent?: string; to?: string; text: string })
		.flatMap(({ sent, to, text }) => (sent !== undefined && to === person ? [{ id: sent, text }] : []));
}

const told = [
	'citizen: beras',
	'hakku: 1 satu',
	'hakku: 1 dua',
	'citizen: anak',
	'hakku: 2 satu',
	'hakku: 2 dua',
	'citizen: petugas',
	'hakku: 3 petugas',
	'worker: Selamat pagi',
	'hakku: 4 kembali',
];

function expectWhole(person: string, { document, transcript, cases, events }: Report): void {
	expect(transcript.map((line) => `${line.from}: ${line.text}`)).toEqual(told);
	expect(transcript.map((line) => line.seq)).toEqual(told.map((_, at) => at + 1));
	expect(document).toMatchObject({ inbox: [], outbox: [], effects: [], unfiled: [], pending_since: null });
	expect(document.mode).toMatchObject({ state: 'bot', case: null });
	expect(cases).toMatchObject([{ _id: `${person}@1`, status: 'closed', assignee: 'sari' }]);
	expect(events.map((event) => event.kind).sort()).toEqual([
		'accompanied',
		'answered',
		'claim',
		'claimed',
		'closed',
		'opened',
	]);

	const sends = sentTo(person);
	const firsts = [...new Map([...sends].reverse().map((send) => [send.id, send])).values()].reverse();
	const outgoing = transcript.filter((line) => line.from !== 'citizen');
	const order = firsts.map((send) => outgoing.findIndex((line) => line._id === send.id));
	expect(order).toEqual([...order].sort((a, b) => a - b));
	for (const line of outgoing) {
		const times = sends.filter((send) => send.id === line._id).length;
		if (document.channel === 'web') expect(times, line.text).toBeGreaterThanOrEqual(1);
		else expect(times, line.text).toBeLessThanOrEqual(1);
		if (line.delivery === 'sent') expect(times, line.text).toBeGreaterThanOrEqual(1);
		else expect(line.delivery).toBe('uncertain');
	}
	const uncertain = outgoing.filter((line) => line.delivery === 'uncertain').length;
	expect(uncertain).toBeLessThanOrEqual(document.channel === 'web' ? 0 : 1);
	expect(sends.length - firsts.length, 'only what was in hand is sent again').toBeLessThanOrEqual(3);
}

/** Each named place once, in turn early and late in the story; every single one with `EVERY_CRASH=1`, which takes a few minutes. */
function placesOf(passed: readonly string[]): { name: string; killAt: number }[] {
	const all = passed.map((name, at) => ({ name, killAt: at + 1 }));
	if (process.env.EVERY_CRASH === '1') return all;
	return [...new Set(passed)].map((name, n) => {
		const at = n % 2 === 0 ? passed.indexOf(name) : passed.lastIndexOf(name);
		return { name, killAt: at + 1 };
	});
}

describe('a process that is killed', () => {
	it.concurrent.each(['web', 'telegram'] as const)(
		'at any place of the path has lost nothing on %s, and nothing is answered twice',
		async (channel) => {
			const whole = await live({ person: `${channel}:whole` });
			const { passed } = whole.printed[0] as { passed: string[] };
			expect(new Set(passed)).toEqual(
				new Set([
					...['received', 'turned', 'effect', 'effect done', 'sent', 'filed', 'settled'],
					...['case claimed', 'reply accepted', 'accompanying decided', 'case accompanied'],
					...['closing decided', 'case closed'],
					...(channel === 'web' ? [] : ['marked']),
				]),
			);
			const places = placesOf(passed).filter(({ name }) => channel === 'web' || ['marked', 'sent'].includes(name));
			let before = `${channel}:whole`;
			for (const { name, killAt } of [...places, { name: 'nowhere', killAt: 0 }]) {
				const person = `${channel}:${killAt}-${name.replaceAll(' ', '-')}`;
				const { signal, printed } = await live({ after: before, person, killAt });
				expectWhole(before, printed[0] as Report);
				expect(signal, person).toBe(name === 'nowhere' ? null : 'SIGKILL');
				before = person;
			}
			expect(new Set(places.map(({ name }) => name)).size).toBe(channel === 'web' ? new Set(passed).size : 2);
		},
		240_000,
	);
});
