import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { MessageDocument } from '../../src/conversation/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { Citizen } from './crowd.ts';

/** What came of a crowd's messages. */
export interface Outcome {
	/** Messages of citizens that were acknowledged. */
	messages: number;
	/** Answers, reminders and workers' words that should have reached somebody and did not. */
	lost: number;
	/** Seen twice, or taken in twice. */
	doubled: number;
	/** Attempts that were cut off on a channel that cannot repeat: marked for the worker, never sent again blindly. */
	uncertain: number;
	/** Out of order, wrong counters, cases without their escalation, work left undone: in words. */
	readonly wrong: string[];
}

/** What an audit needs of a store. */
export type Reader = Pick<Store, 'get' | 'find'>;

interface Send {
	readonly sent: string;
	readonly to: string;
	readonly text: string;
}

/** Waits until nothing is left to do for the crowd, or for so many milliseconds. */
export async function settle(store: Reader, crowd: readonly Citizen[], patience: number): Promise<void> {
	const ends = performance.now() + patience;
	let left = crowd;
	while (performance.now() < ends) {
		const idle = await Promise.all(left.map((citizen) => isIdle(store, citizen).catch(() => false)));
		left = left.filter((_, at) => !idle[at]);
		if (left.length === 0) return;
		await wait(100);
	}
}

async function isIdle(store: Reader, { id, texts, closed }: Citizen): Promise<boolean> {
	const document = await store.get('conversations', id);
	if (document === null || document.pending_since !== null || soon(document.timers).length > 0) return false;
	if (!texts.includes('petugas')) return true;
	const opened = await store.get('cases', `${id}@1`);
	return closed ? opened?.status === 'closed' && document.mode.case === null : opened?.notified_at != null;
}

/** Timers of the tests; what is asked 30 and 90 days after a case stays set. */
function soon<T extends { readonly due: number }>(timers: readonly T[]): readonly T[] {
	return timers.filter(({ due }) => due < Date.now() + 7 * 24 * 3_600_000);
}

/** Compares what every citizen wrote with the store, and the store with what left. */
export async function audit(store: Reader, book: string, crowd: readonly Citizen[]): Promise<Outcome> {
	const sends = readFileSync(book, 'utf8')
		.split('\n')
		.filter((row) => row !== '')
		.map((row) => JSON.parse(row) as Send);
	const outcome: Outcome = { messages: 0, lost: 0, doubled: 0, uncertain: 0, wrong: [] };
	for (const citizen of crowd) {
		await auditCitizen(
			store,
			citizen,
			sends.filter(({ to }) => to === citizen.id),
			outcome,
		);
	}
	return outcome;
}

async function auditCitizen(store: Reader, citizen: Citizen, sends: readonly Send[], outcome: Outcome): Promise<void> {
	const { id, channel, texts, helped, closed } = citizen;
	const wrong = (what: string) => outcome.wrong.push(`${id}: ${what}`);
	const lines = await store.find('messages', { conversation: id }, { sort: ['conversation', 'seq'], limit: 1_000 });
	outcome.messages += texts.length;

	const expected = texts.flatMap((text, at) => [`citizen: ${text}`, `hakku: ${at + 1}: ${text}`]);
	const others = [
		...texts.filter((text) => text === 'ingatkan').map(() => 'hakku: bagaimana kabarnya?'),
		...(helped ? ['worker: Selamat pagi'] : []),
		...(closed ? ['hakku: kami kembali'] : []),
	];
	const found = lines.map(({ from, text }) => `${from}: ${text}`);
	for (const line of [...expected, ...others]) {
		const times = found.filter((one) => one === line).length;
		if (times === 0) outcome.lost++;
		if (times > 1) outcome.doubled += times - 1;
		if (times !== 1) wrong(`"${line}" stands ${times} times in the transcript`);
	}
	const known = new Set([...expected, ...others]);
	for (const line of found) if (!known.has(line)) wrong(`"${line}" should not be there`);
	const inOrder = found.filter((line) => expected.includes(line));
	if (inOrder.join('\n') !== expected.join('\n')) wrong(`out of order: ${inOrder.join(' | ')}`);
	if (lines.some(({ seq }, at) => seq !== at + 1)) wrong(`line numbers ${lines.map(({ seq }) => seq).join(' ')}`);

	auditSends(lines, sends, channel === 'web', outcome, wrong);
	await auditRest(store, citizen, found.length, wrong);
}

/** On a channel that repeats, the same id is the same message. */
function auditSends(
	lines: readonly MessageDocument[],
	sends: readonly Send[],
	repeatable: boolean,
	outcome: Outcome,
	wrong: (what: string) => void,
): void {
	const outgoing = lines.filter(({ from }) => from !== 'citizen');
	const firsts = [...new Set(sends.map(({ sent }) => sent))];
	if (!repeatable && sends.length > firsts.length) {
		outcome.doubled += sends.length - firsts.length;
		wrong('the same message left twice');
	}
	for (const line of outgoing) {
		const left = firsts.includes(line._id);
		if (line.delivery === 'uncertain') outcome.uncertain++;
		else if (line.delivery !== 'sent' || !left) {
			outcome.lost++;
			wrong(`"${line.text}" is ${line.delivery}${left ? '' : ' and never left'}`);
		}
	}
	const order = firsts.map((sent) => outgoing.findIndex(({ _id }) => _id === sent));
	if (order.includes(-1)) wrong('something left that is in no transcript');
	if (order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0))) wrong('messages left out of order');
	if (repeatable && outgoing.some(({ delivery }) => delivery === 'uncertain'))
		wrong('uncertain on a channel that repeats');
}

async function auditRest(store: Reader, citizen: Citizen, lines: number, wrong: (what: string) => void): Promise<void> {
	const { id, texts, helped, closed } = citizen;
	const document = await store.get('conversations', id);
	if (document === null) return void wrong('no conversation');
	const { inbox, outbox, effects, unfiled, timers, pending_since, seq, session, mode } = document;
	const left = { inbox, outbox, effects, unfiled, timers: soon(timers) };
	for (const [name, rest] of Object.entries(left)) if (rest.length > 0) wrong(`${rest.length} left in ${name}`);
	if (pending_since !== null) wrong('still marked as waiting');
	if (seq !== lines) wrong(`counts ${seq} lines, has ${lines}`);
	if (session?.asked !== texts.length) wrong(`counts ${session?.asked} messages of ${texts.length}`);

	const handedOver = texts.includes('petugas');
	const opened = await store.find('cases', { conversation: id });
	if (opened.length !== (handedOver ? 1 : 0)) wrong(`${opened.length} cases`);
	if (!handedOver) return;
	const [one] = opened;
	if (one?.status !== (closed ? 'closed' : 'open')) wrong(`its case is ${one?.status}`);
	if (one?.notified_at == null && !closed) wrong('nobody was told of its case');
	if (closed && timers.length !== 2) wrong(`${timers.length} questions after its case`);
	const runs = one?.clocks.some((clock) => clock.met_at === null) ?? false;
	if (runs === closed || (one?.next_due != null) !== runs) wrong(`its clocks ${runs ? 'run' : 'stand still'}`);
	if (mode.state !== (closed ? 'bot' : helped ? 'human' : 'queued')) wrong(`mode ${mode.state}`);
	const events = await store.find('case_events', { case: `${id}@1` });
	const kinds = events.flatMap(({ kind }) => (kind === 'rang' ? [] : [kind])).sort();
	const wanted = [...(helped ? ['answered', 'claimed'] : []), ...(closed ? ['closed'] : []), 'opened'];
	if (kinds.join() !== wanted.join()) wrong(`events ${kinds.join(' ')}`);
}
