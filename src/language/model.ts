import { dangerKinds, needIds } from '../knowledge/index.ts';
import { clean } from './clean.ts';
import type { Labelled } from './corpus.ts';
import { features, languageFeatures, lookAll, width } from './features.ts';
import type { Idioms } from './idioms.ts';
import { type Example, type Head, type Linear, train } from './linear.ts';
import { mixture } from './mixture.ts';
import { messageLanguages } from './schema.ts';
import { tokenise } from './tokens.ts';
import { intents } from './types.ts';
import type { Word, Words } from './words.ts';

const needsFrom = 0;
const dangerFrom = needIds.length;
const intentFrom = dangerFrom + dangerKinds.length;
const outputs = intentFrom + intents.length;

/** Which outputs of the model mean what. */
export const heads = {
	needs: { from: needsFrom, to: dangerFrom, kind: 'each' },
	danger: { from: dangerFrom, to: intentFrom, kind: 'each' },
	intent: { from: intentFrom, to: outputs, kind: 'one' },
} as const satisfies Record<string, Head>;
export const headList: readonly Head[] = Object.values(heads);
export const languageHeads: readonly Head[] = [{ from: 0, to: messageLanguages.length, kind: 'one' }];

/** What was learnt from the phrases. */
export interface Model {
	/** Every word that stands in the phrases, so that a real word is never taken for a typing error. */
	vocabulary: readonly string[];
	meaning: Linear;
	language: Linear;
}

function outputsOf(one: Omit<Labelled, 'text'>): { labels: number[]; until?: number } {
	const needs = one.needs.map((need) => needsFrom + needIds.indexOf(need));
	if (one.teaches !== undefined)
		return { labels: needs, until: one.teaches === 'needs' ? heads.needs.to : heads.danger.to };
	const danger = one.danger.map((kind) => dangerFrom + dangerKinds.indexOf(kind));
	return { labels: [...needs, ...danger, intentFrom + intents.indexOf(one.intent)] };
}

/**
 * How the two models learn, chosen on development messages.
 * @public measured by the bench as it ships
 */
export const lessons = {
	meaning: { epochs: 2, rate: 0.9, seldom: 4 },
	language: { epochs: 4, rate: 0.2, seldom: 2 },
} as const;

/** How many of the short messages a longer one is made of. */
const share = 0.7;

/** Learns from labelled messages. Deterministic: the same phrases give the same model on every machine. */
export function learn(messages: readonly Labelled[], context: readonly string[], words: Words, idioms: Idioms): Model {
	const vocabulary = new Set<string>();
	const cut = new Map<string, readonly string[]>([['.', ['.']]]);
	for (const text of [...messages.map((one) => one.text), ...context]) {
		if (cut.has(text)) continue;
		const tokens = tokenise(clean(text));
		cut.set(text, tokens);
		for (const token of tokens) vocabulary.add(token);
	}
	words.learn(vocabulary);
	const known = new Map<string, readonly Word[]>();
	for (const [text, tokens] of cut) known.set(text, lookAll(tokens, words));
	const wordsOf = (text: string): readonly Word[] => known.get(text) ?? [];
	const meaning: Example[] = [];
	const language: Example[] = [];
	/** Most phrases are Indonesian: a fifth of them teaches as much about the language as all of them. */
	let indonesian = 0;
	for (const one of messages) {
		const found = wordsOf(one.text);
		if (one.teaches !== 'language') meaning.push({ vector: features(idioms(found)), ...outputsOf(one) });
		if (one.teaches === 'language' || (one.teaches === undefined && (one.lang !== 'id' || ++indonesian % 5 === 0)))
			language.push({ vector: languageFeatures(found), labels: [messageLanguages.indexOf(one.lang)] });
	}
	for (const one of mixture(messages, context, share))
		meaning.push({ vector: features(idioms(one.pieces.flatMap(wordsOf))), ...outputsOf(one) });
	const boost = new Float32Array(outputs).fill(1);
	boost.fill(2, heads.danger.from, heads.danger.to);
	return {
		vocabulary: [...vocabulary],
		meaning: train(meaning, {
			width,
			outputs,
			heads: headList,
			boost,
			...lessons.meaning,
		}),
		language: train(language, {
			width,
			outputs: messageLanguages.length,
			heads: languageHeads,
			...lessons.language,
		}),
	};
}
