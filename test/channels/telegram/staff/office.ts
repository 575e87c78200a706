import { createSight } from '../../../../src/cases/index.ts';
import { createStaffRoom } from '../../../../src/channels/telegram/index.ts';
import { createTelegramLinks, createUsers } from '../../../../src/desk/index.ts';
import { defaultService } from '../../../../src/service/index.ts';
import { hire } from '../../../cases/office.ts';
import type { FakeTopic, Member } from '../../../fakes/telegram/forum.ts';
import type { Person } from '../../../fakes/telegram/server.ts';
import { fixtureKnowledge } from '../../../knowledge/fixture.ts';
import { eventually, openWorld, type WorldOptions } from '../world.ts';

/** Hakku with a staff group, a few workers, and citizens who write to the same bot. */
export async function openOffice(options: WorldOptions & { readonly publicUrl?: string } = {}) {
	const { publicUrl = 'https://hakku.example' } = options;
	const knowledge = fixtureKnowledge();
	const world = await openWorld({
		...options,
		staff: (given) =>
			createStaffRoom({
				...given,
				...{ publicUrl, knowledge: () => knowledge, service: () => defaultService },
				sight: createSight({ store: given.store, service: () => defaultService }),
				accounts: createTelegramLinks(given.store),
			}),
	});
	const { fake, store, staff } = world;
	if (staff === undefined) throw new Error('the office has no staff room');
	const links = createTelegramLinks(store);
	const working = staff.work();
	let workers = 0;

	/** A worker whose Telegram is linked; the id of their account is their name. */
	async function worker(name: string): Promise<Member> {
		await hire(store, [name, 'worker']);
		const member = fake.forum.member(600_000 + ++workers);
		const code = await links.code(name, Date.now());
		fake.person(member.id).write(`/start ${code}`);
		await eventually(async () => {
			if ((await links.userOf(String(member.id))) === null) throw new Error('not linked yet');
		});
		return member;
	}

	/** Somebody writes until a human is asked for; resolves once the case stands in the group. */
	async function opened(
		word = 'petugas',
		...before: readonly string[]
	): Promise<{ sri: Person; topic: FakeTopic; id: string; number: string }> {
		const sri = world.person();
		for (const text of before) {
			sri.write(text);
			await settled(sri);
		}
		sri.write(word);
		await settled(sri);
		const id = (await world.document(sri.id))?.mode.case ?? '';
		const topic = await eventually(async () => {
			const kept = await store.get('telegram_topics', id);
			const found = fake.forum.open.find(({ id: thread }) => thread === kept?.topic);
			if (found === undefined || kept?.card === null) throw new Error('no topic yet');
			return found;
		});
		return { sri, topic, id, number: (await store.get('cases', id))?.number ?? '' };
	}

	/** Everything that people sent was taken in, and answered. */
	async function settled(...people: readonly Person[]): Promise<void> {
		await eventually(() => {
			if (fake.pending.length > 0) throw new Error('updates wait');
		});
		for (const { id } of people) await world.conversations.settled(`telegram:${id}`);
	}

	/** The topic shows all there is. */
	async function quiet(id: string): Promise<void> {
		await eventually(async () => {
			const [topic, document] = [await store.get('telegram_topics', id), await store.get('cases', id)];
			if (topic === null && document === null) return;
			if (topic?.case_rev !== document?.rev || topic?.attempt !== null) throw new Error('the topic is behind');
			const { waiting, active } = await world.queues.counts('topics');
			if (waiting + active > 0) throw new Error('jobs wait');
		});
	}

	const card = (topic: FakeTopic) => fake.forum.said(topic).find(({ buttons }) => buttons.length > 0);
	return {
		...world,
		...{ worker, opened, settled, quiet, card, links, working, room: staff, users: createUsers(store) },
		texts: (topic: FakeTopic) => fake.forum.said(topic).map(({ text }) => text),
		async close() {
			working.stop();
			await world.close();
		},
	};
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
