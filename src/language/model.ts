import { dangerKinds, needIds } from '../knowledge/index.ts';
import { clean } from './clean.ts';
import type { Labelled } from './corpus.ts';
import { features, languageFeatures, lookAll, width } from './features.ts';
import { type Example, type Head, type Linear, train } from './linear.ts';
import { mixture } from './mixture.ts';
import { messageLanguages } from './schema.ts';
import { tokenise } from './tokens.ts';
import { intents } from './types.ts';
import type { Words } from './words.ts';

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

function outputsOf(one: Labelled): { labels: number[]; until?: number } {
	const needs = one.needs.map((need) => needsFrom + needIds.indexOf(need));
	if (one.teaches !== undefined)
		return { labels: needs, until: one.teaches === 'needs' ? heads.needs.to : heads.danger.to };
	const danger = one.danger.map((kind) => dangerFrom + dangerKinds.indexOf(kind));
	return { labels: [...needs, ...danger, intentFrom + intents.indexOf(one.intent)] };
}

/** Learns from labelled messages. Deterministic: the same phrases give the same model on every machine. */
export function learn(messages: readonly Labelled[], context: readonly string[], words: Words): Model {
	const vocabulary = new Set<string>();
	for (const one of messages) for (const token of tokenise(clean(one.text))) vocabulary.add(token);
	words.learn(vocabulary);
	const meaning: Example[] = [];
	const language: Example[] = [];
	for (const [at, one] of [...messages, ...mixture(messages, context, 2)].entries()) {
		const found = lookAll(tokenise(clean(one.text)), words);
		if (one.teaches !== 'language') meaning.push({ vector: features(found), ...outputsOf(one) });
		if (one.teaches === 'language' || (one.teaches === undefined && at < messages.length))
			language.push({ vector: languageFeatures(found), labels: [messageLanguages.indexOf(one.lang)] });
	}
	const boost = new Float32Array(outputs).fill(1);
	boost.fill(2, heads.danger.from, heads.danger.to);
	return {
		vocabulary: [...vocabulary],
		meaning: train(meaning, { width, outputs, heads: headList, epochs: 3, rate: 0.25, seldom: 3, boost }),
		language: train(language, {
			width,
			outputs: messageLanguages.length,
			heads: languageHeads,
			epochs: 4,
			rate: 0.2,
			seldom: 2,
		}),
	};
}
