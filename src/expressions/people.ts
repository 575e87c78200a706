import type { FactType } from './types.ts';

/**
 * One person of a household. A part that is absent is unknown; one that is null was declined, which is unknown, too. `hamil`: pregnant,
 * just gave birth or breastfeeding; `dibantu`: needs help every day.
 */
export interface Member {
	readonly hubungan?: string | null;
	/** Whole years. */
	readonly umur?: number | null;
	readonly hamil?: boolean | null;
	readonly disabilitas?: boolean | null;
	readonly dibantu?: boolean | null;
	/** Mother, father or both have died. */
	readonly yatim?: boolean | null;
	readonly sekolah?: string | null;
}

/** Who lives together, as far as it was said. */
export interface Household {
	readonly people: readonly Member[];
	/** True: that is everybody. False: there are more, or may be, who were not named. Null: nobody was asked for the others yet. */
	readonly all: boolean | null;
}

interface MemberField {
	readonly type: Extract<FactType, 'choice' | 'number' | 'yesno'>;
	/** Ids that a `choice` can hold. */
	readonly ids: readonly string[];
}

/** What may be said of one person, and what a condition may name as `m.umur`. */
export const memberFields: ReadonlyMap<keyof Member, MemberField> = new Map([
	[
		'hubungan',
		{ type: 'choice', ids: ['saya', 'pasangan', 'anak', 'cucu', 'orang_tua', 'kakek_nenek', 'saudara', 'lain'] },
	],
	['umur', { type: 'number', ids: [] }],
	['hamil', { type: 'yesno', ids: [] }],
	['disabilitas', { type: 'yesno', ids: [] }],
	['dibantu', { type: 'yesno', ids: [] }],
	['yatim', { type: 'yesno', ids: [] }],
	['sekolah', { type: 'choice', ids: ['belum', 'sd', 'smp', 'sma', 'kuliah', 'putus', 'selesai'] }],
]);

const kinds = { choice: 'string', number: 'number', yesno: 'boolean' } as const;

/** The most people that are taken in: more than any household, and few enough to judge in no time. */
export const mostPeople = 30;

/** Whether a value is a household, with nothing in it that a member can't have. */
export function isHousehold(value: unknown): value is Household {
	if (typeof value !== 'object' || value === null || !('people' in value) || !('all' in value)) return false;
	const { people, all } = value;
	if (all !== null && typeof all !== 'boolean') return false;
	return Array.isArray(people) && people.length <= mostPeople && people.every(isMember);
}

function isMember(value: unknown): value is Member {
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).every(([name, part]) => {
		const field = memberFields.get(name as keyof Member);
		if (field === undefined) return false;
		if (part === null || part === undefined) return true;
		if (typeof part !== kinds[field.type]) return false;
		if (typeof part === 'number') return Number.isFinite(part) && part >= 0 && part <= 130;
		return typeof part !== 'string' || field.ids.includes(part);
	});
}

/** How the parts of the member at hand stand among the values while a condition looks at one member after the other. */
export const memberKey = (field: string): string => `~${field}`;

/** The values with those of one member beside them. */
export function withMember<V extends object>(values: V, member: Member): V {
	const inner = Object.create(values) as Record<string, unknown>;
	for (const name of memberFields.keys()) inner[memberKey(name)] = member[name] ?? undefined;
	return inner as V;
}
