import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRehearsals, rehearse, step } from '../../../src/engine/index.ts';
import { compileRelease, readAreas, readFolder } from '../../../src/releases/index.ts';
import type { Person } from '../../fakes/telegram/server.ts';
import { eventually, openWorld } from './world.ts';

const { files } = await readFolder('.');
const { release } = await compileRelease(files, '2026-02-10', await readAreas());
if (release === null) throw new Error('the shipped release does not compile');
const { rehearsals } = readRehearsals(files);

/** Things that cannot happen by writing: a timer falls due, a worker gives back, a page is opened. They have tests of their own. */
const written = rehearsals.filter(({ rehearsal }) =>
	rehearsal.say.every((said) => typeof said === 'string' || 'tap' in said || 'send' in said),
);

/** Every fifth story always, all of them in the long form. */
const chosen = process.env.FAULTS === 'long' ? written : written.filter((_, index) => index % 5 === 0);

const file = { file_id: 'f', file_unique_id: 'f', file_size: 9 };
const sent = {
	photo: { photo: [{ ...file, width: 1, height: 1 }] },
	voice: { voice: { ...file, duration: 2 } },
	video: { video: { ...file, duration: 2 } },
	document: { document: file },
	sticker: { sticker: file },
	location: { location: { latitude: -6.2, longitude: 106.8 } },
	contact: { contact: { phone_number: '62811', first_name: 'Bu Sari' } },
	other: { dice: { emoji: '🎲', value: 3 } },
};

describe('the shipped conversations, on Telegram', () => {
	let world: Awaited<ReturnType<typeof openWorld>>;
	const time = { now: Date.now() };
	beforeAll(async () => {
		const play = async (...given: Parameters<typeof step> extends [unknown, ...infer Rest] ? Rest : never) =>
			step(release, ...given);
		world = await openWorld({ play, now: () => time.now });
	});
	afterAll(() => world.close());

	async function choose(sri: Person, choice: string, by: 'button' | 'typing'): Promise<string | null> {
		const shown = (await world.document(sri.id))?.shown?.choices ?? [];
		const index = shown.findIndex(({ id }) => id === choice);
		const label = shown[index]?.label;
		if (label === undefined) throw new Error(`${choice} is not among the choices of ${sri.texts.at(-1)}`);
		if (by === 'typing') {
			sri.write(label);
			return label;
		}
		const asked = sri.screen.findLast(({ buttons }) => buttons.length > 0);
		sri.press(asked?.message_id ?? 0, asked?.buttons.flat()[index]?.callback_data ?? '');
		return null;
	}

	for (const by of ['button', 'typing'] as const)
		for (const { file: path, rehearsal } of chosen)
			it(`${path.replace(/^.*\//, '')}, answered by ${by}: ${rehearsal.test}`, async () => {
				const sri = world.person();
				const typed: (string | null)[] = [];
				for (const [index, part] of rehearsal.say.entries()) {
					time.now = Date.parse(`${rehearsal.as_of}T03:00:00Z`) + index * 60_000;
					if (typeof part === 'string') sri.write(part);
					else if ('tap' in part) typed.push(await choose(sri, part.tap, by));
					else if ('send' in part) sri.send(sent[part.send]);
					await eventually(() => expect(world.fake.pending).toEqual([]));
					await world.conversations.settled(`telegram:${sri.id}`);
				}
				const say = rehearsal.say.map((part) =>
					typeof part !== 'string' && 'tap' in part ? (typed.shift() ?? part) : part,
				);
				const { transcript } = rehearse(release, path, { ...rehearsal, channel: 'telegram', say });
				const told = transcript
					.filter((line) => !line.startsWith('— ') && !line.startsWith('[hand-over'))
					.map((line) => line.replace(/(?:\n {3}\d+\. .*)+$/, ''));
				/** Where labels stand in the text, their numbers are bold. */
				const said = sri.screen.map(({ text, entities }) =>
					text.slice(0, entities[0]?.offset ?? text.length).trimEnd(),
				);
				expect(said).toEqual(told.map((text) => text.trimEnd()));
			});
});
