import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDocument, Scope, StaffDocument } from '../../src/cases/documents.ts';
import { createSight, type ListFilter, marked, type Sight } from '../../src/cases/index.ts';
import { defaultService, type Service } from '../../src/service/index.ts';
import type { Store } from '../../src/store/index.ts';
import { openMongoStore } from '../../src/store/mongo/index.ts';
import { opened, user } from '../contracts/documents.ts';
import { openEmbedded } from '../embedded.ts';
import { describeWith, shared } from '../services.ts';

const [umum] = defaultService.teams;
if (umum === undefined) throw new Error('no team');
const service: Service = {
	...defaultService,
	teams: [umum, { ...umum, id: 'bogor', areas: ['3201'], on_call: ['jaga'] }],
};
const wide: ListFilter = { list: 'open', priority: null, need: null, area: null, language: null, waits: null };

const numbers = new Map<string, number>();

/** One case for every mix of team, place, danger and holder. */
const cases: readonly CaseDocument[] = ['umum', 'bogor'].flatMap((team) =>
	[null, '320101', '3171'].flatMap((area) =>
		[[], ['violence'], ['no_food_today']].flatMap((danger) =>
			[null, 'user-sari', 'user-dewi'].flatMap((assignee) =>
				(['open', 'snoozed', 'closed'] as const).map((standing) => {
					const id = [team, area, danger, assignee, standing].join(' ');
					return marked(
						opened(id, {
							number: number(id),
							...{ team, area, assignee, danger: danger as CaseDocument['danger'] },
							status: standing === 'closed' ? 'closed' : 'open',
							closed_at: standing === 'closed' ? 5 : null,
							snoozed_until: standing === 'snoozed' ? 9 : null,
							priority: danger.length > 0 ? 1 : 3,
							needs: ['food'],
							called: area === null ? 'Ibu Siti Aminah' : null,
						}),
					);
				}),
			),
		),
	),
);

function number(id: string): string {
	const at = (numbers.get(id) ?? numbers.size).toString().padStart(4, '0');
	numbers.set(id, Number(at));
	return `K7QM-${at}`;
}

const staff = (name: string, scope: Scope, more: Partial<StaffDocument> = {}): StaffDocument => ({
	...{ _id: `user-${name}`, rev: 1, team: 'bogor', areas: [], needs: [], languages: [], capacity: 9 },
	...{ presence: 'online', seen_at: 1, scope },
	...more,
});

type Asked = { role: 'worker' | 'supervisor' | 'admin'; scope: 'self' | 'team' | 'area' | 'all' };

const everybody = (['worker', 'supervisor', 'admin'] as const).flatMap((role) =>
	(['self', 'team', 'area', 'all'] as const).map((scope): Asked => ({ role, scope })),
);

/** The same on every store: `open` opens an empty one. @param asked - for whom the lists are compared with what they may open. */
function sightContract(asked: Asked[], open: () => Promise<{ store: Store; close: () => Promise<void> }>): void {
	let store: Store;
	let close: () => Promise<void>;
	let sight: Sight;
	beforeAll(async () => {
		({ store, close } = await open());
		await store.insert('cases', cases);
		await store.insert('users', [{ ...user('rina'), role: 'supervisor' }]);
		sight = createSight({ store, service: () => service });
	});
	afterAll(() => close());

	const all = async (asker: Parameters<Sight['viewer']>[0], filter: Partial<ListFilter>) => {
		const viewer = await sight.viewer(asker);
		const ids: string[] = [];
		for (let from: Parameters<Sight['list']>[2] = null; ; ) {
			const page = await sight.list(viewer, { ...wide, ...filter }, from);
			ids.push(...page.cases.map(({ _id }) => _id));
			if (page.next === null) return ids;
			from = page.next;
		}
	};

	it.each(asked)(
		'a $role with the scope $scope is listed exactly the cases that they may open, each once',
		async ({ role, scope }) => {
			await store.removeAll('staff', {});
			await store.insert('staff', [staff('sari', scope)]);
			const sari = { ...user('sari'), role };
			const hows = new Map<string, string | undefined>();
			for (const { _id, number } of cases) hows.set(_id, (await sight.byNumber(sari, number))?.how);
			for (const list of ['open', 'snoozed', 'ended', 'waiting'] as const) {
				const ids = await all(sari, { list });
				expect(new Set(ids).size).toBe(ids.length);
				for (const one of cases) {
					const standing = one.status === 'open' ? (one.snoozed_until === null ? 'open' : 'snoozed') : 'ended';
					const inList = list === 'waiting' ? standing === 'open' && one.assignee === null : standing === list;
					expect([one._id, ids.includes(one._id)]).toEqual([one._id, inList && hows.get(one._id) !== 'none']);
				}
			}
		},
	);

	it('a sensitive case is read by whoever has it and by supervisors; others see its outline until somebody has it', async () => {
		await store.removeAll('staff', {});
		const how = async (asker: Parameters<Sight['viewer']>[0], ...parts: string[]) =>
			(await sight.byNumber(asker, number(parts.join(' '))))?.how;
		const [sari, jaga] = [user('sari'), user('jaga')];
		const rina = { ...user('rina'), role: 'supervisor' } as const;
		expect(await how(sari, 'umum', '3171', 'violence', 'user-sari', 'open')).toBe('whole');
		expect(await how(sari, 'umum', '3171', 'violence', 'user-dewi', 'open')).toBe('none');
		expect(await how(sari, 'umum', '3171', 'violence', '', 'open')).toBe('outline');
		expect(await how(sari, 'umum', '3171', 'violence', '', 'closed')).toBe('none');
		expect(await how({ ...sari, role: 'admin' }, 'umum', '3171', 'violence', 'user-dewi', 'open')).toBe('none');
		expect(await how(rina, 'umum', '3171', 'violence', 'user-dewi', 'open')).toBe('whole');
		const called = opened('siaga', {
			number: 'K7QM-ZZZZ',
			team: 'bogor',
			danger: ['violence'],
			rung: 3,
			assignee: 'x',
		});
		await store.insert('cases', [marked(called)]);
		expect((await sight.byNumber(jaga, 'k7qm zzzz'))?.how).toBe('whole');
		expect((await sight.byNumber(sari, 'K7QM-ZZZZ'))?.how).toBe('none');
		await store.remove('cases', 'siaga');
	});

	it('where there is no supervisor an admin is one, or nobody could look after them', async () => {
		const boss = { ...user('boss'), role: 'admin' } as const;
		await store.insert('users', [boss]);
		expect((await sight.viewer(boss)).supervises).toBe(false);
		await store.remove('users', 'user-rina');
		expect((await sight.viewer(boss)).supervises).toBe(true);
		await store.insert('users', [{ ...user('rina'), role: 'supervisor' }]);
	});

	it('narrows by need, place, language and who waits, alone and together', async () => {
		const rina = { ...user('rina'), role: 'supervisor' } as const;
		expect(await all(rina, { need: 'food' })).toHaveLength(54);
		expect(await all(rina, { need: 'health' })).toEqual([]);
		expect(await all(rina, { area: '32' })).toHaveLength(18);
		expect(await all(rina, { area: '3201', priority: 3, waits: 'answer', language: 'id' })).toHaveLength(6);
		expect(await all(rina, { waits: 'institution' })).toEqual([]);
		await store.removeAll('staff', {});
		const told = await all(user('sari'), { need: 'food' });
		expect(told.filter((id) => id.includes('violence') && !id.includes('sari'))).toEqual([]);
		expect(told.filter((id) => id.includes('violence'))).toHaveLength(6);
		expect((await all(user('sari'), {})).length).toBeGreaterThan(told.length);
	});

	it('pages through what ended, newest first, each once, also where many ended in the same moment', async () => {
		const rina = { ...user('rina'), role: 'supervisor' } as const;
		const ended = Array.from({ length: 130 }, (_, n) =>
			marked(
				opened(`ended ${n}`, {
					...{ number: `E-${n}`, status: 'closed', closed_at: 100 + Math.floor(n / 60) },
					...{ priority: n % 2 === 0 ? 1 : 2, needs: ['work'] },
				}),
			),
		);
		await store.insert('cases', ended);
		const ids = await all(rina, { list: 'ended', need: 'work' });
		expect(ids).toHaveLength(130);
		expect(new Set(ids).size).toBe(130);
		const moments = ids.map((id) => ended.find(({ _id }) => _id === id)?.closed_at ?? 0);
		expect(moments).toEqual(moments.toSorted((a, b) => b - a));
		expect(await all(rina, { list: 'ended', need: 'work', priority: 2 })).toHaveLength(65);
		for (const { _id } of ended) await store.remove('cases', _id);
	});

	it('finds by number, name, place and telephone what the account may read, and keeps that it searched, not for what', async () => {
		await store.insert('cases', [
			marked(opened('wa', { number: '0000-0001', conversation: 'whatsapp:6281234567890@s.whatsapp.net' })),
			marked(opened('tg', { number: '0000-0002', conversation: 'telegram:55501234', danger: ['self_harm'] })),
		]);
		const sari = await sight.viewer(user('sari'));
		const found = async (text: string, areas: string[] = []) =>
			(await sight.search(sari, text, areas, 7)).map(({ _id }) => _id);
		expect(await found('0000-0001')).toEqual(['wa']);
		expect(await found('0812-3456-7890')).toEqual(['wa']);
		expect(await found('+62 812 3456 7890')).toEqual(['wa']);
		expect(await found('telegram:55501234')).toEqual([]);
		expect(await found('siti AMINAH')).toHaveLength(30);
		expect((await found('siti AMINAH')).filter((id) => /violence \S+dewi|violence {2}/.test(id))).toEqual([]);
		expect(await found('siti orang lain')).toEqual([]);
		expect(await found('x', ['3171'])).toHaveLength(30);
		const kept = await store.find('case_searches', { user: 'user-sari' }, { sort: ['user', 'at'] });
		expect(kept).toHaveLength(7 + 1);
		expect(JSON.stringify(kept)).not.toMatch(/siti|812.?3456/i);
	});

	it('counts who else was refused there, however its name was written, and how; not the case itself', async () => {
		const refusal = {
			...{ claim: null, service: null, on: null, reason: null, asked: null, money: null, papers: null, at: 1 },
			...{ institution: 'Dukcapil Kota Bogor', failures: ['payment_asked', 'no_service'] as const },
		};
		const refused = (id: string, more: object) =>
			marked(
				opened(id, {
					number: `R-${id}`,
					refusals: [{ ...refusal, id, ...more }],
					status: 'closed',
					danger: ['violence'],
				}),
			);
		const mine = refused('r1', {});
		await store.insert('cases', [
			mine,
			refused('r2', { institution: ' DUKCAPIL  kota bogor.', failures: ['payment_asked'] }),
			refused('r3', { failures: [] }),
			refused('r4', { institution: 'Dukcapil Kota Depok' }),
			refused('r5', { institution: null }),
		]);
		expect(await sight.sameRefusals(mine)).toEqual([
			{ institution: 'Dukcapil Kota Bogor', others: 2, failures: [{ kind: 'payment_asked', others: 1 }] },
		]);
		expect(await sight.sameRefusals(refused('r5', { institution: null }))).toEqual([]);
		for (const id of ['r1', 'r2', 'r3', 'r4', 'r5']) await store.remove('cases', id);
	});

	it.each([
		'',
		'%',
		'$where',
		'{"$ne":null}',
		"' OR 1=1 --",
		'a\0b',
		'\ud800',
		'*'.repeat(500),
		'.'.repeat(9),
		'<script>',
	])('takes %j for words like others (B48, B51)', async (text) => {
		const found = await sight.search(await sight.viewer(user('sari')), text, [], 8);
		expect(found).toEqual([]);
	});
}

describe('what somebody may see, on the embedded store', () => {
	sightContract(everybody, async () => {
		const { store, close } = await openEmbedded();
		return { store, close };
	});
});

describeWith('mongo', 'what somebody may see, on MongoDB', () => {
	const some = everybody.filter((_, n) => n % 5 === 1);
	sightContract(some, async () => {
		const store = await openMongoStore(`${await shared('mongo')}/sight_${process.pid}`);
		return { store, close: () => store.close() };
	});
});
