// One process of Hakku for the fault tests: the real rooms on real servers, a small conversation, and channels that write down
// what they send. Plain JavaScript on the built source, because it is a process that is killed.
import { appendFileSync } from 'node:fs';

const life = JSON.parse(process.argv[2]);
const built = (room) => import(`../../dist/${room}/index.js`);
const { createAccounts } = await built('accounts');
const { createCases } = await built('cases');
const { createPeople } = await built('people');
const { createConversations, serveChannel, startWork } = await built('conversation');

let ahead = 0;
const clock = () => Date.now() + ahead;
const log = { info() {}, warn() {}, error() {} };
const report = () => {};

async function openGround() {
	if (life.mongo) {
		const { openMongoStore } = await built('store/mongo');
		const { openRedisQueues } = await built('queues/redis');
		const store = await openMongoStore(life.mongo, { patience: 2_000 });
		return { store, ...(await openRedisQueues(life.redis, { report, lock: 1_500, backoff: 200 })), alone: false };
	}
	const { openEmbeddedStore } = await built('store/embedded');
	const { openEmbeddedQueues } = await built('queues/embedded');
	const { store, session } = await openEmbeddedStore({ folder: life.folder, template: life.template });
	return { store, ...(await openEmbeddedQueues(session, { report, backoff: 200 })), alone: true };
}

/** Where to die: at the n-th time that a checkpoint is reached from now on. */
let fate = null;
function reached(checkpoint) {
	if (fate !== null && (fate.at === '' || fate.at === checkpoint) && --fate.nth <= 0)
		process.kill(process.pid, 'SIGKILL');
}

const recorder = (name, repeatable, hold) => ({
	name,
	repeatable,
	textLimit: 4096,
	async start() {},
	async stop() {},
	async send({ address, id, text }) {
		const line = { sent: id, to: `${name}:${address}`, text, by: life.name, epoch: hold?.epoch ?? null };
		appendFileSync(life.book, `${JSON.stringify(line)}\n`);
		return { result: 'sent' };
	},
});

const message = (text) => ({ kind: 'message', text, choices: [], question: null, always: false });
const empty = { needs: [], rights: {}, facts: {}, refusal: null, language: 'id', danger: [] };

/** Counts what it is told and says it back; two words do more. */
async function play(session, input, { mode, now }) {
	const asked = (session?.asked ?? 0) + (input.kind === 'text' ? 1 : 0);
	const next = { language: 'id', facts: {}, stack: [], asked };
	if (mode !== 'bot') return { session, events: [] };
	if (input.kind === 'timer') return { session: next, events: [message('bagaimana kabarnya?')] };
	if (input.kind === 'returned') return { session: next, events: [message('kami kembali')] };
	const events = [message(`${asked}: ${input.text}`)];
	if (input.text === 'ingatkan')
		events.push({ kind: 'effect', effect: { kind: 'set_timer', timer: 'kabar', due: now + life.remind } });
	if (input.text === 'petugas') events.push({ kind: 'handoff', handoff: { ...empty, priority: 3, reason: '' } });
	return { session: next, events };
}

const ground = await openGround();
const { store, queues, signals } = ground;
const cases = createCases({ store, queues, signals, log });
const people = createPeople({ store });
const channels = new Map([['web', recorder('web', true)]]);
const conversations = createConversations({
	...{ store, channels, play, cases, people, queues, signals, clock, log, reached },
	timeZone: 'Asia/Jakarta',
	limits: { grace: 400, attempt: 2_000, retry: { least: 100, most: 1_000 } },
});
let served = () => {};
const accounts = createAccounts({
	...{ store, signals, clock, log, alone: ground.alone, owner: `${life.name} ${process.pid}` },
	steady: () => performance.now(),
	pace: { term: 1_500, retry: 500 },
	async begin(channel) {
		channels.set(channel.name, channel);
		served = serveChannel({ signals, log }, conversations, channel.name, 500);
	},
	async end(channel) {
		served();
		channels.delete(channel.name);
	},
});
const does = (role) => life.role === 'all' || life.role === role;
if (does('channels')) accounts.keep({ name: 'telegram', open: (hold) => recorder('telegram', false, hold) });
const work = does('worker') ? await startWork({ cases, queues, clock, log }, conversations, 500) : null;

const tasks = {
	receive: ({ inbound }) => conversations.receive(inbound),
	claim: ({ of, user }) => conversations.handover.claim(of, user),
	reply: ({ of, user, id, text }) => conversations.handover.reply(of, user, { id, text }),
	read: ({ call, given }) => store[call](...given),
	close: ({ of, user, closing }) => conversations.handover.close(of, user, closing),
	async clock({ milliseconds }) {
		ahead = milliseconds;
	},
	async die({ at, nth }) {
		fate = at === null ? null : { at, nth };
	},
	async stop() {
		work?.stop();
		await conversations.close();
		await accounts.close();
		await signals.close();
		await queues.close();
		await store.close();
		process.disconnect();
		setTimeout(() => process.exit(), 5_000).unref();
	},
};

process.on('message', async ({ ask, task, ...given }) => {
	let answer;
	try {
		answer = { ask, done: (await tasks[task](given)) ?? null };
	} catch (error) {
		answer = { ask, failed: error.code ?? error.name };
	}
	if (process.connected) process.send(answer);
});
process.send({ ready: true });
