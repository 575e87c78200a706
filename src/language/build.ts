import { dangerKinds, needIds, type PhraseFile } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import { cap, clean, key } from './clean.ts';
import { corpus } from './corpus.ts';
import { date } from './date.ts';
import { features, languageFeatures, lookAll } from './features.ts';
import { scores, squash } from './linear.ts';
import { headList, heads, languageHeads, learn, type Model } from './model.ts';
import { number } from './number.ts';
import { messageLanguages } from './schema.ts';
import { gather } from './source.ts';
import { tokenise } from './tokens.ts';
import { type DangerSign, type Intent, intents, type Language, type Reading } from './types.ts';
import { makeWords } from './words.ts';
import { yesno } from './yesno.ts';

const floors = { need: 0.45, danger: 0.35, certain: 0.75 };
const round = (value: number): number => Math.round(value * 1000) / 1000;

function ranked<T extends string>(
	ids: readonly T[],
	from: number,
	probability: Float32Array,
): { id: T; score: number }[] {
	return ids.map((id, at) => ({ id, score: round(probability[from + at] ?? 0) })).toSorted((a, b) => b.score - a.score);
}

/** Builds the language room from the phrase files: pure, and always the same for the same files. */
export function buildLanguage(phrases: readonly PhraseFile[]): { language: Language; findings: Finding[] } {
	const { content, findings } = gather(phrases);
	const { messages, findings: more } = corpus(content);
	const words = makeWords(content);
	const whole = new Map<string, Intent>();
	for (const [intent, texts] of Object.entries(content.whole)) {
		for (const text of texts) whole.set(key(text), intent as Intent);
	}
	let model: Model | null = null;
	function learnt(): Model {
		if (model === null) {
			for (const one of messages) for (const token of tokenise(clean(one.text))) words.learn(token);
			model = learn(messages, words);
		}
		return model;
	}
	function read(text: string): Reading {
		const { meaning, language: tongue } = learnt();
		const found = lookAll(tokenise(clean(cap(text))), words);
		const probability = squash(scores(meaning, features(found)), headList);
		const spoken = squash(scores(tongue, languageFeatures(found)), languageHeads);
		const [code] = ranked(messageLanguages, 0, spoken);
		const needs = ranked(needIds, heads.needs.from, probability);
		const [best] = ranked(intents, heads.intent.from, probability);
		const told = whole.get(key(text));
		const danger: DangerSign[] = ranked(dangerKinds, heads.danger.from, probability)
			.filter((sign) => sign.score >= floors.danger)
			.map((sign) => ({
				kind: sign.id,
				grade: sign.score >= floors.certain ? 'certain' : 'possible',
				score: sign.score,
			}));
		return {
			normalised: found.map((word) => word.standard).join(' '),
			language: code === undefined ? { code: 'id', score: 0 } : { code: code.id, score: code.score },
			needs: needs.filter((need) => need.score >= floors.need),
			candidates: needs.slice(0, 3),
			intent: told !== undefined ? { id: told, score: 1 } : (best ?? { id: 'other', score: 0 }),
			danger,
		};
	}
	return { language: { read, key, number, date, yesno }, findings: [...findings, ...more] };
}
