// One life of Hakku for crash.test.ts, on a data folder, ended by SIGKILL at a named place of the path.
// Plain JavaScript on the built source, because the process that is killed must be a real one.
import { appendFileSync, readFileSync, writeSync } from 'node:fs';

const life = JSON.parse(process.argv[2]);
const built = (room) => import(`../../dist/${room}/index.js`);
const { openEmbeddedStore } = await built('store/embedded');
const { createCases } = await built('cases');
const { createPeople } = await built('people');
const { createConversations } = await built('conversation');

const note = (line) => appendFileSync(life.book, `${JSON.stringify(line)}\n`);
const noted = () =>
	readFileSync(life.book, 'utf8')
		.split('\n')
		.filter((row) => row !== '')
		.map((row) => JSON.parse(row));

let checkpoints = 0;
let counting = false;
const passed = [];
function reached(checkpoint) {
	if (!counting) return;
	passed.push(checkpoint);
	if (++checkpoints === life.killAt) process.kill(process.pid, 'SIGKILL');
}

const channel = (name, repeatable) => ({
	name,
	repeatable,
	textLimit: 4096,
	start: async () => {},
	stop: async () => {},
	async send({ address, id, text }) {
		note({ sent: id, to: `${name}:${address}`, text });
		return { result: 'sent' };
	},
});

const message = (text, always = false) => ({ kind: 'message', text, choices: [], question: null, always });
async function play(session, input, { mode }) {
	if (mode !== 'bot' || input.kind === 'timer') return { session, events: [] };
	const asked = (session?.asked ?? 0) + 1;
	const next = { ...session, language: 'id', facts: {}, asked, stack: [] };
	if (input.kind === 'returned') return { session: next, events: [message(`${asked} kembali`)] };
	if (input.text !== 'petugas') return { session: next, events: [message(`${asked} satu`), message(`${asked} dua`)] };
	const handoff = {
		priority: 3,
		reason: '',
		danger: [],
		needs: [],
		rights: { pkh: 'likely' },
		facts: {},
		refusal: null,
		language: 'id',
	};
	return { session: next, events: [message(`${asked} petugas`), { kind: 'handoff', handoff }] };
}

const { store } = await openEmbeddedStore({ folder: life.folder, template: life.template });
const quiet = { info() {}, warn() {}, error() {} };
const signals = { publish() {}, subscribe: () => () => {}, close: async () => {} };
const queues = { add: async (queue, job) => note({ queue, job }) };
let now = life.now;
const clock = () => now++;
const cases = createCases({ store, queues, signals, log: quiet });
const people = createPeople({ store });
const channels = new Map([
	['web', channel('web', true)],
	['telegram', channel('telegram', false)],
]);
const surroundings = {
	store,
	channels,
	play,
	cases,
	people,
	queues,
	signals,
	clock,
	timeZone: 'Asia/Jakarta',
	log: quiet,
};
const conversations = createConversations({ ...surroundings, reached });

const asking = { right: 'pkh', ask_at: Date.UTC(2027, 0, 1) };
const closing = { result: 'helped', note: '', outcomes: [{ right: 'pkh', to: 'obtained' }] };

/** What a person and a worker do with each other. Each step may be done again when nobody knows whether it was done. */
function story(person) {
	const [name, address] = person.split(':');
	const id = person;
	const caseId = `${id}@1`;
	const write = (text) => () =>
		conversations.receive({
			channel: name,
			address,
			id: `${person} ${text}`,
			content: { kind: 'text', text },
			sent_at: 0,
		});
	return {
		id,
		caseId,
		steps: [
			{ name: 'beras', run: write('beras'), repeat: true },
			{ name: 'anak', run: write('anak'), repeat: true, atOnce: true },
			{ name: 'petugas', run: write('petugas'), repeat: true },
			{ name: 'claim', run: () => conversations.handover.claim(caseId, 'sari') },
			{
				name: 'reply',
				run: () => conversations.handover.reply(caseId, 'sari', { id: 'r1', text: 'Selamat pagi' }),
				repeat: true,
			},
			{ name: 'accompany', run: () => conversations.handover.accompany(caseId, 'sari', asking) },
			{ name: 'close', run: () => conversations.handover.close(caseId, 'sari', closing) },
		],
	};
}

async function live({ id, steps }) {
	const known = new Set(noted().map((line) => line.done));
	const under = [];
	for (const step of steps) {
		const key = `${id} ${step.name}`;
		if (known.has(key) && !step.repeat) continue;
		if (!step.atOnce) {
			await Promise.all(under.splice(0));
			await conversations.settled(id);
		}
		under.push(step.run().then(() => note({ done: key })));
	}
	await Promise.all(under);
	await conversations.settled(id);
}

if (life.after) {
	await conversations.sweep();
	const before = story(life.after);
	await live(before);
	await conversations.sweep();
	const report = {
		document: await store.get('conversations', before.id),
		transcript: await conversations.transcript(before.id, 0),
		cases: await store.find('cases', { conversation: before.id }),
		events: await store.find('case_events', { case: before.caseId }),
	};
	writeSync(1, `${JSON.stringify(report)}\n`);
}
if (life.person) {
	counting = true;
	await live(story(life.person));
	writeSync(1, `${JSON.stringify({ passed })}\n`);
}
await conversations.close();
await store.close();
