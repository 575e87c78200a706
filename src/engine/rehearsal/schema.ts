import { z } from 'zod';
import { dangerKinds, needIds } from '../../knowledge/index.ts';
import { claimAnswers, lifeParts } from '../flow.ts';

const says = z.union([
	z.string(),
	z.strictObject({ tap: z.string() }),
	z.strictObject({ send: z.enum(['photo', 'voice', 'video', 'document', 'sticker', 'location', 'contact', 'other']) }),
	z.strictObject({ timer: z.string() }),
	/** The office asks how it went with a right. */
	z.strictObject({ follow_up: z.string() }),
	/** The office asks how the person's days are. */
	z.strictObject({ self_report: z.enum(['intake', 'closing', 'after_30', 'after_90']) }),
	z.strictObject({ returned: z.literal(true) }),
	z.strictObject({ start: z.literal(true) }),
]);

const part = z.string().optional();

const expectation = z.union([
	z.strictObject({ needs: z.array(z.enum(needIds)) }),
	z.strictObject({
		right: z.string(),
		outcome: z.enum(['likely', 'needs_info', 'unlikely', 'not_applicable', 'not_told']).optional(),
	}),
	z.strictObject({ text: z.string() }),
	z.strictObject({ last: z.string() }),
	z.strictObject({ no_text: z.string() }),
	z.strictObject({ choices: z.array(z.string()) }),
	z.strictObject({ fact: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
	z.strictObject({ case: z.enum(['danger', 'urgent', 'normal', 'none']) }),
	z.strictObject({ danger: z.array(z.enum(dangerKinds)) }),
	z.strictObject({ refusal: z.strictObject({ institution: part, service: part, reason: part, asked: part }) }),
	z.strictObject({ language: z.enum(['id', 'en']) }),
	z.strictObject({ claim: z.enum(claimAnswers) }),
	z.strictObject({ life: z.partialRecord(z.enum(lifeParts), z.int()) }),
]);

/** `flows/tests/*.yaml`; docs/flows.md explains it. */
export const rehearsalsSchema = z.array(
	z.strictObject({
		test: z.string(),
		/** ISO date on which the conversation takes place. */
		as_of: z
			.string()
			.regex(/^\d{4}-\d{2}-\d{2}$/)
			.default('2026-02-10'),
		channel: z.enum(['web', 'terminal', 'telegram', 'whatsapp']).default('web'),
		say: z.array(says).min(1),
		expect: z.array(expectation).min(1),
	}),
);

export type Rehearsal = z.infer<typeof rehearsalsSchema>[number];
export type Said = Rehearsal['say'][number];
export type Expectation = Rehearsal['expect'][number];
