// One life of Hakku with one channel for a life.test.ts, on a data folder or a server, ended by SIGKILL: by itself at a named place of the
// path, or by its parent. Plain JavaScript on the built source, because the process that is killed must be a real one.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';

/** What the parent says of this life. */
export const life = JSON.parse(process.argv[2]);
export const built = (room) => import(`../../dist/${room}/index.js`);
const { createAccounts } = await built('accounts');
const { createCases } = await built('cases');
const { createPeople } = await built('people');
const { createFiles } = await built('files');
const { createSeal } = await import('../../dist/seal.js');
const { createConversations, serveChannel } = await built('conversation');

async function openStore() {
	if (life.mongo) return (await built('store/mongo')).openMongoStore(life.mongo);
	const { openEmbeddedStore } = await built('store/embedded');
	return (await openEmbeddedStore({ folder: life.folder, template: life.template })).store;
}

async function play(session, input) {
	const asked = (session?.asked ?? 0) + 1;
	const text = `${asked}: ${input.text}`;
	const events = [{ kind: 'message', text, choices: [], question: null, always: false }];
	return { session: { ...session, language: 'id', facts: {}, asked, stack: [] }, events };
}

/**
 * Lives until the parent ends the standard input.
 *
 * @param name - the channel's. `accountOf` makes its account from what every channel needs of the world.
 * @param fetchers - how files are fetched. `limits`: of the conversations; the usual ones where nothing is said. `sweepEvery`: milliseconds, null for one sweep only.
 */
export async function live(name, accountOf, { limits = {}, sweepEvery = null, fetchers = new Map() } = {}) {
	let left = life.killAt ?? 0;
	const reached = (place) => {
		if (left > 0 && place === life.killIn && --left === 0) process.kill(process.pid, 'SIGKILL');
	};
	const store = await openStore();
	const quiet = { info() {}, warn() {}, error() {} };
	const log = life.loud ? { info: console.error, warn: console.error, error: console.error } : quiet;
	const heard = new Map();
	const signals = {
		publish: (topic) => queueMicrotask(() => [...(heard.get(topic) ?? [])].map((hear) => hear())),
		subscribe(topic, hear) {
			heard.set(topic, (heard.get(topic) ?? new Set()).add(hear));
			return () => heard.get(topic)?.delete(hear);
		},
		close: async () => {},
	};
	const fetching = new Set();
	/** Of all that a queue wakes, a life has the fetching of files only. */
	const queues = {
		async add(queue, { file }, { delay = 0 }) {
			const fetch = () => fetching.add(conversations.file(file).catch(() => {}));
			if (queue === 'files') setTimeout(fetch, delay).unref();
		},
		remove: async () => {},
	};
	/** A later life may come so late that nobody else can still be sending. */
	const clock = () => Date.now() + (life.ahead ?? 0);
	const steady = () => performance.now();
	const channels = new Map();
	const cases = createCases({ store, queues, signals, log, sensitivity: () => 'low' });
	const people = createPeople({ store });
	const files = createFiles({ store, queues, clock, seal: createSeal(null), fetchers });
	const conversations = createConversations({
		...{ store, channels, play, cases, people, queues, signals, clock, log, timeZone: 'Asia/Jakarta' },
		...{ reached, limits, files },
	});
	let serving = () => {};
	const accounts = createAccounts({
		...{ store, signals, clock, log, steady, owner: randomUUID(), alone: !life.mongo },
		pace: { term: life.term ?? 15_000, retry: 50 },
		async begin(channel) {
			channels.set(name, channel);
			await channel.start(async (inbound) => {
				reached('opened');
				await conversations.receive(inbound);
				reached('kept');
			});
			serving = serveChannel({ signals, log }, conversations, name, 200);
		},
		async end(channel) {
			serving();
			channels.delete(name);
			await channel.stop();
		},
	});
	accounts.keep(accountOf({ store, signals, log, clock, steady }));
	await conversations.sweep();
	const sweeping = sweepEvery === null ? undefined : setInterval(() => void conversations.sweep(), sweepEvery);
	writeSync(1, 'lives\n');
	process.stdin.resume();
	await new Promise((resolve) => process.stdin.once('end', resolve));
	clearInterval(sweeping);
	await Promise.all(fetching);
	await conversations.close();
	await accounts.close();
	await store.close();
	process.exit(0);
}
