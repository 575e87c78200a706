import { z } from 'zod';
import { dangerKinds, needIds } from '../knowledge/index.ts';
import { intents } from './types.ts';

/** YAML may give a bare word as a number or a truth value; here everything is what was written. */
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** "a, b, c", or a list. */
const listed = z
	.union([word.transform((text) => text.split(',')), z.array(word)])
	.transform((items) => items.map((item) => item.trim()).filter((item) => item !== ''));
/** One message a line, or a list. */
const lines = z
	.union([word.transform((text) => text.split('\n')), z.array(word)])
	.transform((items) => items.map((item) => item.trim()).filter((item) => item !== ''));
/** "a b c", or a list. */
const spaced = z
	.union([word.transform((text) => text.split(/\s+/u)), z.array(word)])
	.transform((items) => items.map((item) => item.trim()).filter((item) => item !== ''));

const needs = z.union([z.enum(needIds).transform((need) => [need]), z.array(z.enum(needIds))]);
const danger = z.union([z.enum(dangerKinds).transform((kind) => [kind]), z.array(z.enum(dangerKinds))]);
export const messageLanguages = ['id', 'jv', 'su', 'en', 'mix'] as const;

/** Messages that mean the same: what an admin adds to. */
const phraseGroup = z.strictObject({
	needs: needs.default([]),
	intent: z.enum(intents).default('state_need'),
	danger: danger.default([]),
	lang: z.enum(messageLanguages).default('id'),
	/** How many messages one pattern may become. */
	most: z.number().int().min(1).max(40).optional(),
	say: lines,
});

/** Names of things for the frames: "<aid> kapan cair". */
const topic = z.strictObject({
	needs,
	names: z.record(z.string().regex(/^[a-z_]+$/u), listed),
});

/** Words that point at needs, wherever they stand. */
const terms = z.strictObject({
	needs,
	/** The words may mean danger, so they teach nothing about it. */
	grave: z.boolean().default(false),
	words: listed,
});

const signal = z.strictObject({
	danger: z.enum(dangerKinds),
	grade: z.enum(['certain', 'possible']),
	/** Classes or words that must all stand within `within` words of each other; "a > b" asks for that order. */
	when: lines,
	unless: listed.default([]),
	within: z.number().int().min(1).max(60).default(8),
});

/** What makes a sign of danger a thing that is over, or a subject that somebody asks about. */
const calm = z.strictObject({
	danger,
	/** Lines of classes: all of a line must stand in the message, the first of it within `within` words of the sign. */
	when: lines,
	/** Classes that say it is not over, wherever they stand: with one of them nothing is calm. */
	still: listed.default([]),
	within: z.number().int().min(1).max(60).default(14),
});

/** What a file of knowledge/phrases/, or knowledge/lexicon.yaml, may hold. Every key is optional. */
export const phraseFile = z.strictObject({
	phrases: z.array(phraseGroup).default([]),
	slots: z.record(z.string().regex(/^[a-z_]+$/u), listed).default({}),
	topics: z.array(topic).default([]),
	frames: z.array(phraseGroup).default([]),
	terms: z.array(terms).default([]),
	words: z.record(z.string(), spaced).default({}),
	dialects: z.partialRecord(z.enum(messageLanguages), z.record(z.string(), spaced)).default({}),
	/** Sentences that teach nothing but their language. */
	tongues: z.partialRecord(z.enum(messageLanguages), lines).default({}),
	whole: z.partialRecord(z.enum(intents), listed).default({}),
	keep: spaced.default([]),
	classes: z.record(z.string().regex(/^[a-z_]+$/u), listed).default({}),
	signals: z.array(signal).default([]),
	calm: z.array(calm).default([]),
	/** Classes whose words mean nothing right after a negation: "tidak kejang". */
	denied: listed.default([]),
	/** Plain words → figures of speech that mean them. */
	idioms: z.record(z.string(), listed).default({}),
});

export type PhraseContent = z.infer<typeof phraseFile>;
export type PhraseGroup = z.infer<typeof phraseGroup>;
export type Signal = z.infer<typeof signal>;
export type Calm = z.infer<typeof calm>;
