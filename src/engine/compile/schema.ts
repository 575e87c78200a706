import { z } from 'zod';
import { intents } from '../../language/index.ts';
import { fault } from '../../yaml/index.ts';
import { flowRoles, phraseKeys } from '../flow.ts';
import { nodeKinds } from '../nodes/index.ts';

/** Names that locales use beside node ids. */
const reserved = new Set(['title', 'words']);

const idSchema = z
	.string()
	.regex(
		/^[a-z0-9][a-z0-9_-]{0,39}$/,
		fault('This id has characters that ids may not have.', 'Use lower case letters, digits, "_" and "-", at most 40.'),
	);

const branchSchema = z
	.strictObject({
		when: z.string().optional(),
		unknown: z.string().optional(),
		goto: z.string().optional(),
	})
	.refine(
		({ when, unknown, goto }) =>
			(unknown === undefined) !== (goto === undefined) && (when === undefined || goto !== undefined),
		fault('This entry does not say one thing.', 'Write `{ when: …, goto: … }`, `{ unknown: … }` or `{ goto: … }`.'),
	);

const branchesSchema = z.array(branchSchema).min(1);
const nextSchema = z.union([z.string(), branchesSchema]);

export type RawBranch = z.infer<typeof branchSchema>;

const kindNames = Object.keys(nodeKinds) as (keyof typeof nodeKinds)[];

const nodeSchema = z
	.strictObject({
		say: nodeKinds.say.schema.optional(),
		ask: nodeKinds.ask.schema.optional(),
		set: nodeKinds.set.schema.optional(),
		branch: branchesSchema.optional(),
		call: nodeKinds.call.schema.optional(),
		rights: nodeKinds.rights.schema.optional(),
		handoff: nodeKinds.handoff.schema.optional(),
		case: nodeKinds.case.schema.optional(),
		schedule: nodeKinds.schedule.schema.optional(),
		effect: nodeKinds.effect.schema.optional(),
		end: nodeKinds.end.schema.optional(),
		next: nextSchema.optional(),
	})
	.refine(
		(node) => kindNames.filter((kind) => node[kind] !== undefined).length === 1,
		fault('A node must have exactly one kind.', `Keep one of: ${kindNames.join(', ')}.`),
	);

export type RawNode = z.infer<typeof nodeSchema>;

/** The kind of a node that passed the schema. */
export function kindOf(node: RawNode): (typeof kindNames)[number] {
	return kindNames.find((kind) => node[kind] !== undefined) ?? 'end';
}

export const flowSchema = z.strictObject({
	flow: idSchema,
	title: z.string().min(1),
	start: z.string(),
	role: z.enum(flowRoles).default('none'),
	words: z.array(z.string()).default([]),
	intents: z.array(z.enum(intents)).default([]),
	nodes: z.record(
		idSchema.refine(
			(id) => !reserved.has(id),
			fault('This name is used by translations.', 'Give the node another id.'),
		),
		nodeSchema,
	),
});

export type RawFlow = z.infer<typeof flowSchema>;

const nodeTexts = z.strictObject({
	text: z.string().optional(),
	retry: z.string().optional(),
	reason: z.string().optional(),
	choices: z.record(z.string(), z.string()).optional(),
	also: z.record(z.string(), z.array(z.string())).optional(),
});

const phrasesSchema = z.strictObject({
	...(Object.fromEntries(phraseKeys.map((key) => [key, z.string().min(1)])) as Record<
		(typeof phraseKeys)[number],
		z.ZodString
	>),
	back_words: z.array(z.string()).min(1),
	skip_words: z.array(z.string()).min(1),
});

const flowTexts = z.object({ title: z.string().optional(), words: z.array(z.string()).optional() }).catchall(nodeTexts);

/** `flows/locales/<language>.yaml`: Hakku's own phrases, and the texts of every flow. */
export const localeSchema = z.object({ hakku: phrasesSchema }).catchall(flowTexts);

export type RawLocale = z.infer<typeof localeSchema>;
export type RawNodeTexts = z.infer<typeof nodeTexts>;
