import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../dist/config.js';
import { createLog } from '../dist/log.js';
import { openGround, openHouse } from '../dist/main.js';
import { count, script } from './release.mjs';

const messages = script.slice(0, 6);

/**
 * Whole turns a second on the embedded default, beside its floor: the same reads and writes of the same documents with no logic.
 * A turn is a message in, decided, answered, filed. Both run in this process, on a folder of their own, one after the other.
 */
export async function turns() {
	const rows = [];
	for (const side of [1, 100]) {
		const folder = await mkdtemp(join(tmpdir(), 'hakku-bench-'));
		const config = readConfig({ DATA_DIR: folder }, false);
		const log = createLog('error', 'json');
		const house = await openHouse(config, log, await openGround(config, log));
		let sent = 0;
		await house.connect({
			name: 'terminal',
			textLimit: 10_000,
			repeatable: true,
			start: async () => {},
			stop: async () => {},
			send: async () => {
				sent++;
				return { result: 'sent' };
			},
		});
		await converse(house, 'warm', 2);
		sent = 0;
		const people = side === 1 ? 20 : 100;
		const seconds = await timed(() => (side === 1 ? inTurn(house, people) : converse(house, 'p', people)));
		const rate = (people * messages.length) / seconds;
		const floor = await floorOf(house, side, people);
		rows.push(
			[`turns a second, ${side} conversation${side > 1 ? 's' : ''} at once`, count(rate)],
			[`  floor: the same reads and writes with no logic`, count(floor)],
			[`  ratio to the floor`, (rate / floor).toFixed(2)],
			[`  messages sent in answer`, count(sent)],
		);
		await house.close();
		await rm(folder, { recursive: true, force: true });
	}
	return rows;
}

async function inTurn(house, people) {
	for (let person = 0; person < people; person++) await talk(house, `one-${person}`);
}

async function converse(house, prefix, people) {
	await Promise.all(Array.from({ length: people }, (_, person) => talk(house, `${prefix}-${person}`)));
}

async function talk(house, address) {
	for (const [at, text] of messages.entries()) {
		await house.conversations.receive({
			channel: 'terminal',
			address,
			id: `${address}-${at}`,
			content: { kind: 'text', text },
			sent_at: Date.now(),
		});
		await house.conversations.settled(`terminal:${address}`);
	}
}

/** Replays what the turns wrote: decide (one compare-and-set), file (one insert), mark (one compare-and-set). */
async function floorOf(house, side, people) {
	const sample = await house.store.get('conversations', side === 1 ? 'terminal:one-0' : 'terminal:p-0');
	const lines = await house.store.find('messages', { conversation: sample._id }, { sort: ['seq'], limit: 200 });
	const perTurn = Math.max(1, Math.round(lines.length / messages.length));
	const one = async (person) => {
		let document = { ...sample, _id: `floor:${side}-${person}`, rev: 1 };
		await house.store.insert('conversations', [document]);
		for (let turn = 0; turn < messages.length; turn++) {
			await house.store.replace('conversations', document);
			document = { ...document, rev: document.rev + 1 };
			const filed = lines.slice(0, perTurn).map((line, at) => ({
				...line,
				_id: `floor:${side}-${person}#${turn}-${at}`,
				rev: 1,
				conversation: document._id,
			}));
			await house.store.insert('messages', filed);
			await house.store.replace('conversations', document);
			document = { ...document, rev: document.rev + 1 };
		}
	};
	const all = Array.from({ length: people }, (_, person) => person);
	const seconds = await timed(async () => {
		if (side === 1) for (const person of all) await one(person);
		else await Promise.all(all.map(one));
	});
	return (people * messages.length) / seconds;
}

async function timed(work) {
	const from = performance.now();
	await work();
	return (performance.now() - from) / 1000;
}
