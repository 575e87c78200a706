import { z } from 'zod';
import { isIsoDate, regionCode } from '../expressions/index.ts';
import { fault } from '../yaml/index.ts';
import { dangerKinds, letterKinds, maladministrationKinds, needIds, reviewerRoles, type Text } from './types.ts';

/** The shape of every file in knowledge/. docs/knowledge.md explains the keys to those who fill them in. */

const recordId = z
	.string()
	.regex(
		/^[a-z0-9][a-z0-9_-]{0,59}$/,
		fault('an id has only small letters, digits, "-" and "_"', 'Write it like this: program-sembako.'),
	);
const line = z.string().trim().min(1).max(300);
const number = z.number().min(-1e12).max(1e12);
const isoDate = z
	.string()
	.refine(isIsoDate, { error: fault('this is not a day of the calendar', 'Write year-month-day: 2026-02-07.') });

const webAddress = z.url({
	protocol: /^https?$/,
	error: fault('this is not a web address', 'Write it in full, starting with https://.'),
});

/** Both languages; where the English is missing the Indonesian stands in for it, and a warning says so. */
const text = z
	.strictObject({ id: z.string().trim().min(1), en: z.string().trim().optional() })
	.transform(({ id, en }): Text => ({ id, en: en || id }));

const source = z.strictObject({
	id: recordId,
	title: line,
	address: webAddress.nullable(),
	seen_on: z
		.string()
		.regex(
			/^\d{4}(-\d{2}(-\d{2})?)?$/,
			fault('this is no date', 'Write 2026-02-07, or as much as is known: 2026-02, 2026.'),
		),
	confidence: z.enum(['seen-official', 'seen-press', 'seen-weak', 'conflict', 'unverified']),
});
const sources = z.array(source);
const cited = z.array(recordId);

const review = z
	.strictObject({ what: line, by: z.enum(reviewerRoles) })
	.nullable()
	.default(null);

const level = z.string().refine((area) => area === 'nasional' || regionCode.test(area), {
	error: fault(
		'this is no area',
		'Write nasional, or the area’s code without dots: 2 digits for a province, 4 for a regency or city.',
	),
});

export const needsFile = z.strictObject({
	needs: z.array(
		z.strictObject({
			id: z.enum(needIds),
			name: text,
			short: text,
			basis: line.nullable().default(null),
			sources: sources.default([]),
		}),
	),
});

const factId = z
	.string()
	.regex(
		/^(?!hakku\.)[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}$/,
		fault('a fact is written group.name, in small letters, digits and "_"', 'Write it like this: keluarga.desil.'),
	);

export const factsFile = z.strictObject({
	facts: z.array(
		z.strictObject({
			id: factId,
			type: z.enum(['text', 'choice', 'yesno', 'number', 'date', 'region', 'list', 'people']),
			from: z.string().trim().min(1).max(600).optional(),
			sensitivity: z.enum(['low', 'personal', 'sensitive']),
			question: text,
			why: text.nullable().default(null),
			choices: z
				.array(
					z.strictObject({
						id: recordId,
						label: text,
						also: z.array(line).default([]),
						heard: z.array(line).default([]),
					}),
				)
				.max(30)
				.default([]),
			min: number.nullable().default(null),
			max: number.nullable().default(null),
		}),
	),
});

const days = z.number().int().min(1).max(3650);
const dayKind = z.enum(['calendar', 'working']);

export const rightFile = z.strictObject({
	id: recordId,
	name: text,
	needs: z.array(z.enum(needIds)).min(1),
	level,
	status: z.enum(['active', 'ended', 'planned']),
	summary: text,
	receipt: z.enum(['entitlement', 'allocated', 'proposed_by_official']),
	weight: z.number().int().min(0).max(100),
	rules: z
		.array(
			z.strictObject({
				id: recordId,
				when: z.string().trim().min(1),
				sources: cited.default([]),
				pass: text,
				fail: text,
				fix: text.nullable().default(null),
				gate: z.boolean().default(false),
				received: z.boolean().default(false),
			}),
		)
		.default([]),
	excludes: z.array(recordId).default([]),
	not_modelled: z.array(text).default([]),
	documents: z.array(z.strictObject({ id: recordId, name: text, without: text.nullable().default(null) })).default([]),
	apply: z.strictObject({ services: cited.default([]), how: text }),
	takes: text.nullable().default(null),
	cost: text,
	if_refused: z
		.array(
			z.strictObject({
				service: recordId,
				how: text,
				within: z
					.strictObject({ days, kind: dayKind, who: z.enum(['person', 'institution']) })
					.nullable()
					.default(null),
				sources: cited.default([]),
			}),
		)
		.default([]),
	amounts: z
		.array(
			z.strictObject({
				id: recordId,
				from: isoDate,
				value: text,
				checked_on: isoDate,
				recheck_days: days,
				sources: cited.default([]),
			}),
		)
		.default([]),
	sources: sources.min(1),
	review,
	checked_on: isoDate,
});

export const regionsFile = z.strictObject({
	regions: z.array(
		z.strictObject({
			code: z.string().regex(regionCode, fault('this is no area', 'Write the area’s code without dots: "3204".')),
			also: z.array(line).min(1),
		}),
	),
});

const phone = z.strictObject({
	number: line,
	type: z.enum(['voice', 'whatsapp', 'sms']).default('voice'),
	extension: line.nullable().default(null),
	tested_on: isoDate.nullable().default(null),
});

export const institutionFile = z.strictObject({
	organization: z.strictObject({
		id: recordId,
		name: text,
		description: text,
		url: webAddress.nullable().default(null),
		sources: sources.default([]),
	}),
	services: z
		.array(
			z.strictObject({
				id: recordId,
				name: text,
				description: text,
				needs: z.array(z.enum(needIds)).default([]),
				dangers: z.array(z.enum(dangerKinds)).default([]),
				danger_order: z.partialRecord(z.enum(dangerKinds), z.number().int().min(1).max(99)).default({}),
				phones: z.array(phone).default([]),
				url: webAddress.nullable().default(null),
				email: z
					.email(fault('this is no e-mail address', 'Write it like this: layanan@contoh.go.id.'))
					.nullable()
					.default(null),
				schedule: text.nullable().default(null),
				always: z.boolean().default(false),
				service_area: z.array(level).min(1),
				fees: text.nullable().default(null),
				legal_basis: line.nullable().default(null),
				response_days: z.strictObject({ days, kind: dayKind }).nullable().default(null),
				complaint_channel: z.boolean().default(false),
				sources: sources.default([]),
				review,
			}),
		)
		.default([]),
});

export const outcomeKinds = ['likely', 'needs_info', 'unlikely', 'not_applicable'] as const;

export const rightTestsFile = z.array(
	z.strictObject({
		test: line,
		facts: z.record(z.string(), z.unknown()).default({}),
		as_of: isoDate,
		outcome: z.enum(outcomeKinds),
		ask: z.string().nullable().optional(),
		reason: recordId.optional(),
	}),
);

export const repliesFile = z.strictObject({
	replies: z
		.array(z.strictObject({ id: recordId, title: text, text, needs: z.array(z.enum(needIds)).default([]) }))
		.max(100, fault('there are more replies than anybody looks through', 'Keep at most 100.')),
});

export const groundsFile = z.strictObject({
	grounds: z.array(
		z.strictObject({
			id: recordId,
			law: line,
			says: text,
			letters: z.array(z.enum(letterKinds)).min(1),
			needs: z.array(z.enum(needIds)).default([]),
			rights: z.array(recordId).default([]),
			failures: z.array(z.enum(maladministrationKinds)).default([]),
			sources: sources.min(1),
		}),
	),
});
