import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRehearsals, rehearse, step } from '../../../src/engine/index.ts';
import { compileRelease, readAreas, readFolder } from '../../../src/releases/index.ts';
import type { Person } from '../../fakes/whatsapp/person.ts';
import { happen, happens } from '../happening.ts';
import { eventually, openWorld } from './world.ts';

const { files } = await readFolder('.');
const { release } = await compileRelease(files, '2026-02-10', await readAreas());
if (release === null) throw new Error('the shipped release does not compile');
const { rehearsals } = readRehearsals(files);

/** Those in which something happens without anybody writing: a timer falls due, a worker gives back, the office asks. */
const eventful = rehearsals.filter(({ rehearsal }) => rehearsal.say.some(happens));
const written = rehearsals.filter(({ rehearsal }) => !rehearsal.say.some(happens));

/** Every tenth story always, all of them in the long form. */
const everyTenth = (stories: typeof rehearsals) => stories.filter((_, index) => index % 10 === 0);
const chosen = process.env.FAULTS === 'long' ? rehearsals : [...everyTenth(written), ...everyTenth(eventful)];

/** What stands on the telephone, as the engine's own transcript writes it. */
const plain = (text: string): string =>
	text
		.replaceAll('\u200B', '')
		.replace(/\n\n(?=\*1\.\*)/, '\n')
		.replace(/^\*(\d+)\.\* /gm, '   $1. ');

describe('the shipped conversations, on WhatsApp', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	const time = { now: Date.now() };
	let people = 0;
	beforeAll(async () => {
		const play = async (...given: Parameters<typeof step> extends [unknown, ...infer Rest] ? Rest : never) =>
			step(release, ...given);
		world = await openWorld({ play, now: () => time.now });
	});
	afterAll(() => world.close());

	/** Answers with the number of a choice, or with its words. */
	function answer(
		person: Person,
		choice: string,
		by: 'number' | 'words',
		shown: readonly { id: string; label: string }[],
	) {
		const index = shown.findIndex(({ id }) => id === choice);
		if (index === -1) throw new Error(`${choice} is not among the choices of ${person.texts.at(-1)}`);
		return by === 'number' ? String(index + 1) : (shown[index]?.label ?? '');
	}

	for (const by of ['number', 'words'] as const)
		for (const { file, rehearsal } of chosen)
			it(`${file.replace(/^.*\//, '')}, answered by ${by}: ${rehearsal.test}`, async () => {
				const { fake, office, house } = world;
				const sri = fake.person(`62815${String(++people).padStart(8, '0')}`);
				const conversation = `whatsapp:${sri.lid}@lid`;
				const said: string[] = [];
				for (const [index, part] of rehearsal.say.entries()) {
					time.now = Math.max(index === 0 ? 0 : time.now, Date.parse(`${rehearsal.as_of}T03:00:00Z`) + index * 60_000);
					const document = await house.document(`${sri.lid}@lid`);
					const delivered = sri.delivered.length;
					if (typeof part === 'string') await fake.write(sri, office, part);
					else if (happens(part)) {
						await happen(part, conversation, time, house);
						await house.conversations.settled(conversation);
						continue;
					} else if ('tap' in part) {
						const text = answer(sri, part.tap, by, document?.shown?.choices ?? []);
						said.push(text);
						await fake.write(sri, office, text);
					} else if ('send' in part) await fake.write(sri, office, sent[part.send]);
					await eventually(() => expect(sri.delivered.length).toBeGreaterThan(delivered));
					await house.conversations.settled(conversation);
				}
				const say = rehearsal.say.map((part) =>
					typeof part !== 'string' && 'tap' in part ? (said.shift() ?? '') : part,
				);
				const { transcript } = rehearse(release, file, { ...rehearsal, channel: 'whatsapp', say });
				const told = transcript.filter((line) => !line.startsWith('— ') && !line.startsWith('[hand-over'));
				expect(sri.texts.map(plain)).toEqual(told);
				expect(sri.screen.every(({ times }) => times === 1)).toBe(true);
			});
});

const sent = {
	photo: { imageMessage: { caption: null } },
	voice: { audioMessage: { ptt: true } },
	video: { videoMessage: {} },
	document: { documentMessage: {} },
	sticker: { stickerMessage: {} },
	location: { locationMessage: { degreesLatitude: -6 } },
	contact: { contactMessage: { displayName: 'Bu Sari' } },
	other: { orderMessage: {} },
};
