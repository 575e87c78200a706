import { dangerKinds, needIds, type PhraseFile } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import { cap, clean, key } from './clean.ts';
import { corpus } from './corpus.ts';
import { date } from './date.ts';
import { languageFeatures, lookAll } from './features.ts';
import { scores, squash } from './linear.ts';
import { meaningOf } from './meaning.ts';
import { heads, languageHeads, learn, type Model } from './model.ts';
import { number } from './number.ts';
import { messageLanguages } from './schema.ts';
import { makeSignals } from './signals.ts';
import { gather } from './source.ts';
import { tokenise } from './tokens.ts';
import { type DangerSign, type Intent, intents, type Language, type Reading } from './types.ts';
import { makeWords, type Word } from './words.ts';
import { yesno } from './yesno.ts';

const floors = { need: 0.5, danger: 0.3, certain: 0.75, joking: 0.6 };
/** The score that a signal gives at least. */
const shownScore = { certain: 0.9, possible: 0.5 };
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
	const { messages, findings: slotFindings } = corpus(content);
	const { signals, findings: signalFindings } = makeSignals(content);
	const words = makeWords(content);
	const whole = new Map<string, Intent>();
	for (const [intent, texts] of Object.entries(content.whole)) {
		for (const text of texts) whole.set(key(text), intent as Intent);
	}
	let model: Model | null = null;
	function learnt(): Model {
		if (model === null) {
			for (const one of messages) for (const token of tokenise(clean(one.text))) words.learn(token);
			model = learn(messages, content.slots['cerita'] ?? [], words);
		}
		return model;
	}
	function danger(found: readonly Word[], probability: Float32Array): DangerSign[] {
		const shown = signals.find(found);
		const joking = signals.joking(found);
		return ranked(dangerKinds, heads.danger.from, probability)
			.flatMap(({ id, score: learned }): DangerSign[] => {
				const sign = shown.find((one) => one.kind === id);
				const score = Math.max(learned, sign === undefined ? 0 : shownScore[sign.grade]);
				if (score < (joking ? floors.joking : floors.danger)) return [];
				return [
					{ kind: id, grade: sign?.grade === 'certain' || learned >= floors.certain ? 'certain' : 'possible', score },
				];
			})
			.toSorted((a, b) => b.score - a.score);
	}
	function read(text: string): Reading {
		const { meaning, language: tongue } = learnt();
		const found = lookAll(tokenise(clean(cap(text))), words);
		const probability = meaningOf(meaning, found);
		const spoken = squash(scores(tongue, languageFeatures(found)), languageHeads);
		const [code] = ranked(messageLanguages, 0, spoken);
		const needs = ranked(needIds, heads.needs.from, probability);
		const [best] = ranked(intents, heads.intent.from, probability);
		const told = whole.get(key(text));
		return {
			normalised: found.flatMap((word) => (word.standard === '.' ? [] : [word.standard])).join(' '),
			language: code === undefined ? { code: 'id', score: 0 } : { code: code.id, score: code.score },
			needs: needs.filter((need) => need.score >= floors.need),
			candidates: needs.slice(0, 3),
			intent: told !== undefined ? { id: told, score: 1 } : (best ?? { id: 'other', score: 0 }),
			danger: danger(found, probability),
		};
	}
	return { language: { read, key, number, date, yesno }, findings: [...findings, ...slotFindings, ...signalFindings] };
}
