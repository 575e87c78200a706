import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../dist/config.js';
import { createLog } from '../../dist/log.js';
import { openGround, openHouse } from '../../dist/main.js';
import { script } from '../release.mjs';
import { atOnce, atPace } from './load.mjs';
import { recording, replay } from './record.mjs';

/** What a conversation is made of: most people tell and answer; some ask for a human, and that takes the queues. */
const scripts = { talk: script.slice(0, 6), handover: ['halo', 'setuju', 'petugas', 'ya', 'tolong dijawab ya'] };

/** How many conversations are looked at after a run, whether all was kept. */
const looked = 50;

/**
 * Hakku in this process, on the ground that `settings` name; without one, embedded in a folder of its own. Its channel takes
 * messages from the benchmark and counts what would leave.
 */
export async function openHakku(settings) {
	const folder = await mkdtemp(join(tmpdir(), 'hakku-bench-'));
	const config = readConfig({ DATA_DIR: folder, ...settings }, false);
	const log = createLog('error', 'json');
	const { ground, record } = recording(await openGround(config, log));
	const house = await openHouse(config, log, ground);
	const waiting = new Map();
	await house.connect({
		name: 'terminal',
		textLimit: 10_000,
		repeatable: true,
		start: async () => {},
		stop: async () => {},
		send: async ({ address }) => {
			waiting.get(address)?.();
			return { result: 'sent' };
		},
	});
	const { store, conversations } = house;

	const talking = (texts) => async (address, turn) => {
		const begun = performance.now();
		let wait = null;
		waiting.set(address, () => {
			wait ??= performance.now() - begun;
		});
		const content = { kind: 'text', text: texts[turn] };
		await conversations.receive({
			channel: 'terminal',
			address,
			id: `${address}-${turn}`,
			content,
			sent_at: Date.now(),
		});
		await conversations.settled(`terminal:${address}`);
		waiting.delete(address);
		return wait ?? performance.now() - begun;
	};

	/** One conversation's calls to store and queues, turn by turn, for the floor. */
	async function recorded(texts, address) {
		const talk = talking(texts);
		const turns = [];
		for (const turn of texts.keys()) {
			const end = record();
			await talk(address, turn);
			turns.push(end());
		}
		const { person } = await store.get('conversations', `terminal:${address}`);
		return { turns, ids: [`terminal:${address}`, person] };
	}

	/** Messages that the conversations of a run should hold and do not. */
	async function missing(prefix, opened, texts) {
		let lost = 0;
		for (let at = 1; at <= opened; at += Math.max(1, Math.floor(opened / looked))) {
			const id = `terminal:${prefix}-${at}`;
			const document = await store.get('conversations', id);
			const lines = await store.find('messages', { conversation: id }, { sort: ['seq'], limit: 200 });
			const said = lines.filter(({ from }) => from === 'citizen').map(({ text }) => text);
			const waits = document.inbox.length + document.outbox.length + document.unfiled.length;
			lost += waits + said.filter((text, turn) => text !== texts[turn]).length + (document.seen.length - said.length);
		}
		return lost;
	}

	let runs = 0;
	const floors = new Map();
	return {
		async turns({ of = 'talk', side, seconds, rate }) {
			const texts = scripts[of];
			const prefix = `${process.pid}-${++runs}`;
			const how = { side, seconds, prefix, turns: texts.length, talk: talking(texts), rate };
			const figures = await (rate === undefined ? atOnce(how) : atPace(how));
			return { ...figures, lost: await missing(prefix, figures.conversations, texts) };
		},
		async floor({ of = 'talk', side, seconds }) {
			const texts = scripts[of];
			const { turns, ids } = floors.get(of) ?? (await recorded(texts, `${process.pid}-${of}`));
			floors.set(of, { turns, ids });
			const prefix = `${process.pid}-${++runs}`;
			const calls = turns.flat().map(({ on, call }) => `${on}.${call}`);
			const figures = await atOnce({ side, seconds, prefix, turns: texts.length, talk: replay(ground, turns, ids) });
			return { ...figures, calls: calls.length / texts.length };
		},
		/** Keeps `many` more conversations as talked ones are kept, with the first two lines of their transcripts. */
		async fill({ many }) {
			const address = `${process.pid}-filled`;
			const talk = talking(scripts.talk);
			for (const turn of scripts.talk.keys()) await talk(address, turn);
			const document = await store.get('conversations', `terminal:${address}`);
			const lines = await store.find('messages', { conversation: document._id }, { sort: ['seq'], limit: 2 });
			for (let from = 0; from < many; from += 250) {
				const ids = Array.from({ length: Math.min(250, many - from) }, (_, at) => `stored:${process.pid}-${from + at}`);
				const pages = ids.map((_id) => ({ ...document, _id, rev: 1, person: _id, next_due: null, timers: [] }));
				await store.insert('conversations', pages);
				const transcripts = ids.flatMap((id) =>
					lines.map((line) => ({ ...line, _id: `${id}#${line.seq}`, rev: 1, conversation: id })),
				);
				await store.insert('messages', transcripts);
			}
			return { conversations: await store.count('conversations', {}), lines: lines.length };
		},
		async close() {
			await house.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
