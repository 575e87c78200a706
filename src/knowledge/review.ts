import { isShown } from './sources.ts';
import type { Knowledge, LegalGround, ReviewerRole, Right, Service, Source } from './types.ts';

/** A telephone number that nobody has rung for so many days may have died. */
export const phoneRecheckDays = 90;

/** Why somebody must look at a record. */
type ReviewKind =
	/** Hidden from citizens: it rests on an unchecked or disputed source. */
	| 'right_withheld'
	| 'service_withheld'
	/** Left out of letters: the law was never read, or sources disagree. */
	| 'ground_withheld'
	/** A figure inside a shown record that rests on such a source. */
	| 'amount_withheld'
	/** Something else in a shown record, such as a door after a refusal, that rests on such a source. */
	| 'source_withheld'
	/** A figure past its recheck date; hidden until somebody has looked again. */
	| 'amount_stale'
	/** A number that was never rung, or not for 90 days. It is still shown. */
	| 'phone_untested';

/** One thing to check before citizens can rely on it. */
export interface ReviewItem {
	kind: ReviewKind;
	/** Id of the right, service or ground. */
	record: string;
	/** The figure or source inside the record; null when the whole record is meant. */
	part: string | null;
	file: string;
	/** What must be checked, in one sentence. */
	what: string;
	by: ReviewerRole;
	/** ISO date, or as precise as is known, since which it waits; null when nobody ever did it. */
	since: string | null;
	/** Where to look first. */
	where: readonly { title: string; address: string | null }[];
}

const order: readonly ReviewKind[] = [
	'right_withheld',
	'service_withheld',
	'ground_withheld',
	'amount_withheld',
	'source_withheld',
	'amount_stale',
	'phone_untested',
];

/** Everything that waits for somebody on that day (ISO date): hidden records first, then figures, then telephone numbers. */
export function reviewKnowledge(knowledge: Knowledge, asOf: string): ReviewItem[] {
	const items: ReviewItem[] = [];
	for (const right of knowledge.rights.values()) items.push(...reviewRight(right, asOf));
	for (const organization of knowledge.organizations.values()) {
		for (const id of organization.services) {
			const service = knowledge.services.get(id);
			if (service !== undefined) items.push(...reviewService(service, organization.file, asOf));
		}
	}
	for (const ground of knowledge.grounds.values()) if (ground.withheld) items.push(reviewGround(ground));
	return items.sort(
		(a, b) =>
			order.indexOf(a.kind) - order.indexOf(b.kind) ||
			compare(a.since ?? '', b.since ?? '') ||
			compare(a.record, b.record),
	);
}

function reviewRight(right: Right, asOf: string): ReviewItem[] {
	const doubtful = right.sources.filter((source) => !isShown(source.confidence));
	const ids = new Set(doubtful.map((source) => source.id));
	const local = right.level !== 'nasional';
	const common = { record: right.id, file: right.file };
	const items: ReviewItem[] = [];
	if (right.withheld) {
		items.push({
			...common,
			kind: 'right_withheld',
			part: null,
			what: right.review?.what ?? whatIsWrong(doubtful),
			by: right.review?.by ?? reviewerOf(doubtful, local),
			since: right.checked_on,
			where: doubtful,
		});
	}
	const figures = new Set<string>();
	for (const amount of right.amounts) {
		const where = right.sources.filter((source) => amount.sources.includes(source.id));
		const hidden = where.filter((source) => ids.has(source.id));
		for (const source of hidden) figures.add(source.id);
		const due = plusDays(amount.checked_on, amount.recheck_days);
		if (hidden.length > 0) {
			const what = `The figure "${amount.value.id}": ${whatIsWrong(hidden)}`;
			const by = reviewerOf(hidden, local);
			items.push({
				...common,
				kind: 'amount_withheld',
				part: amount.id,
				what,
				by,
				since: amount.checked_on,
				where: hidden,
			});
		} else if (due < asOf) {
			const what = `Is it still "${amount.value.id}"? Last checked on ${amount.checked_on}.`;
			const by = local ? 'regional_office' : 'knowledge_editor';
			items.push({ ...common, kind: 'amount_stale', part: amount.id, what, by, since: due, where });
		}
	}
	if (right.withheld) return items;
	for (const source of doubtful) {
		if (figures.has(source.id)) continue;
		const what = `What rests on it is left out. ${whatIsWrong([source])}`;
		const by = reviewerOf([source], local);
		items.push({
			...common,
			kind: 'source_withheld',
			part: source.id,
			what,
			by,
			since: source.seen_on,
			where: [source],
		});
	}
	return items;
}

function reviewService(service: Service, file: string, asOf: string): ReviewItem[] {
	const common = { record: service.id, part: null, file };
	const doubtful = service.sources.filter((source) => !isShown(source.confidence));
	const local = !service.service_area.includes('nasional');
	if (service.withheld) {
		return [
			{
				...common,
				kind: 'service_withheld',
				what: service.review?.what ?? whatIsWrong(doubtful),
				by: service.review?.by ?? (service.phones.length > 0 ? 'caller' : reviewerOf(doubtful, local)),
				since: oldest(doubtful),
				where: doubtful,
			},
		];
	}
	const due = untestedPhones(service, asOf);
	if (due.length === 0) return [];
	const tested = due.flatMap((phone) => phone.tested_on ?? []).toSorted();
	const never = tested.length < due.length;
	const what = `Ring ${due.map((phone) => phone.number).join(', ')}: does somebody answer, and is it still this service?`;
	const since = never ? null : plusDays(tested[0] ?? asOf, phoneRecheckDays);
	return [{ ...common, kind: 'phone_untested', what, by: 'caller', since, where: service.sources }];
}

function reviewGround({ id, law, sources }: LegalGround): ReviewItem {
	const where = sources.filter((source) => !isShown(source.confidence));
	return {
		kind: 'ground_withheld',
		record: id,
		part: null,
		file: 'knowledge/grounds.yaml',
		what: `Read ${law}: does it say what the letter would say? ${whatIsWrong(where)}`,
		by: reviewerOf(where, false),
		since: oldest(where),
		where,
	};
}

/** The numbers of a service that nobody has rung within the last 90 days. */
export function untestedPhones(service: Pick<Service, 'phones'>, asOf: string): Service['phones'] {
	return service.phones.filter(({ tested_on }) => tested_on === null || plusDays(tested_on, phoneRecheckDays) < asOf);
}

function whatIsWrong(doubtful: readonly Source[]): string {
	const disputed = doubtful.filter((source) => source.confidence === 'conflict').map((source) => source.title);
	const unchecked = doubtful.filter((source) => source.confidence === 'unverified').map((source) => source.title);
	return [
		...(disputed.length === 0 ? [] : [`Sources disagree: ${disputed.join('; ')}.`]),
		...(unchecked.length === 0 ? [] : [`Nobody has seen it yet: ${unchecked.join('; ')}.`]),
	].join(' ');
}

/** Sources that disagree need somebody who may decide; what holds in one place only is known best there. */
function reviewerOf(doubtful: readonly Source[], local: boolean): ReviewerRole {
	if (local) return 'regional_office';
	return doubtful.some((source) => source.confidence === 'conflict') ? 'knowledge_lead' : 'knowledge_editor';
}

function oldest(sources: readonly Source[]): string | null {
	return sources.map((source) => source.seen_on).toSorted()[0] ?? null;
}

function plusDays(date: string, days: number): string {
	return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
