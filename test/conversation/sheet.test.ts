import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outbound } from '../../src/channels/index.ts';
import { createTerminal } from '../../src/channels/terminal.ts';
import { createConversations } from '../../src/conversation/index.ts';
import type { Play } from '../../src/engine/index.ts';
import { openEmbeddedStore } from '../../src/store/embedded/index.ts';
import type { Store } from '../../src/store/index.ts';
import { template } from '../embedded.ts';
import { emptySession } from './tiny-play.ts';
import { Person, world } from './world.ts';

let store: Store;
beforeAll(async () => {
	({ store } = await openEmbeddedStore({ template }));
});
afterAll(() => store.close());

const document = { kind: 'sheet', name: 'catatan.pdf', instead: 'Belum bisa dikirim di sini.' } as const;
const sends: Play = async () => ({
	session: emptySession(1),
	events: [
		{ kind: 'message', text: 'Ini catatannya.', choices: [], question: null, always: false, document },
		{ kind: 'message', text: 'Ada lagi?', choices: [], question: null, always: false },
	],
});

/** A terminal that keeps what it is given, in a process whose sheets hold `bytes`. */
function atTerminal(bytes: Uint8Array | null) {
	const shown: Outbound[] = [];
	const saved: [string, Uint8Array][] = [];
	const terminal = createTerminal({
		show: (message) => void shown.push(message),
		save: async (...file) => {
			saved.push(file);
			return '/rumah/catatan.pdf';
		},
	});
	const { cases, people, queues, signals, clock, log } = world(store);
	const conversations = createConversations({
		...{ store, cases, people, queues, signals, log, play: sends, timeZone: 'Asia/Jakarta' },
		channels: new Map([['terminal', terminal]]),
		clock: clock.read,
		sheet: async (session) => (session.told.pkh ? bytes : null),
	});
	return { shown, saved, conversations };
}

it('the sheet that somebody asks for is made when it is sent, and the terminal says where it is', async () => {
	const { shown, saved, conversations } = atTerminal(new Uint8Array([1, 2]));
	const sri = new Person('terminal');
	await conversations.receive(sri.inbound({ kind: 'text', text: 'simpan' }));
	await conversations.settled(sri.id);
	expect(shown.map(({ text }) => text)).toEqual(['Ini catatannya.\n/rumah/catatan.pdf', 'Ada lagi?']);
	expect(saved).toEqual([['catatan.pdf', new Uint8Array([1, 2])]]);
	const [, line] = await conversations.transcript(sri.id, 0);
	expect(line?.document).toEqual(document);
});

it('a sheet on which nothing stands any more is not sent empty: what to do instead is said', async () => {
	const { shown, saved, conversations } = atTerminal(null);
	const sri = new Person('terminal');
	await conversations.receive(sri.inbound({ kind: 'text', text: 'simpan' }));
	await conversations.settled(sri.id);
	expect([shown[0]?.text, saved]).toEqual([document.instead, []]);
});

it('where files can’t be sent, the person hears so', async () => {
	const { say, telegram } = world(store, { play: sends });
	const sri = new Person('telegram');
	await say(sri, 'simpan');
	expect(telegram.textsTo(sri.address)).toEqual([document.instead, 'Ada lagi?']);
	expect(telegram.sent.every((message) => message.document === undefined)).toBe(true);
});
