import { type DangerKind, dangerKinds, type NeedId, needIds } from '../knowledge/index.ts';
import { cap, clean, key } from './clean.ts';
import { languageFeatures, lookAll } from './features.ts';
import type { Idioms } from './idioms.ts';
import { scores, squash } from './linear.ts';
import { meaningOf } from './meaning.ts';
import { heads, languageHeads, type Model } from './model.ts';
import { messageLanguages } from './schema.ts';
import type { Signals } from './signals.ts';
import { tokenise } from './tokens.ts';
import { type DangerSign, type Intent, intents, type Reading } from './types.ts';
import type { Word, Words } from './words.ts';

/**
 * From which score on something counts, chosen on development messages. `certain`: a danger that was learnt only;
 * `supported`: one that words show too; `light`: a danger among words that joke or reassure, or
 * learnt from a word or two, as people answer questions, or told as over (`calm`); `business`: learnt from a message that is `sure`
 * to want an answer; `short`: learnt from a few words only; `beside`: a second danger,
 * as a share of the first; `aside`: a need of a message that asks for something else; `plain`: a danger that brings its need.
 */
const floors = {
	need: 0.46,
	danger: 0.25,
	business: 0.45,
	sure: 0.6,
	certain: 0.98,
	supported: 0.85,
	light: 0.75,
	short: 0.45,
	beside: 0.55,
	aside: 0.8,
	plain: 0.7,
	language: 0.5,
};
/** The score that a signal gives at least. */
const shownScore = { certain: 0.9, possible: 0.5 };
const shownCandidates = 3;
/** A short answer, where letters alone decide little. */
const shortWords = 6;
const fewWords = 2;

/** The need that a danger is always about. */
const needOf: Readonly<Record<DangerKind, NeedId>> = {
	self_harm: 'mental_health',
	violence: 'safety',
	sexual_violence: 'safety',
	child_abuse: 'safety',
	medical_emergency: 'health',
	no_food_today: 'food',
};
/** Messages that mention things without needing them ("hapus foto KTP saya"): a need must be plain to count there. */
const aside: ReadonlySet<Intent> = new Set(['greet', 'thanks', 'opt_out', 'erase_data', 'other']);

/**
 * Messages that want an answer: a danger that was only learnt must be plainer there. Refusals are none of them; people are
 * refused when they are bleeding, and asked for what nobody may ask.
 */
const businesslike: ReadonlySet<Intent> = new Set([
	'check_status',
	'ask_info',
	'greet',
	'thanks',
	'opt_out',
	'correct',
	'other',
]);

/** What reading a message rests on. */
export interface Reader {
	words: Words;
	idioms: Idioms;
	signals: Signals;
	/** Messages that consist of nothing else, by their key. */
	whole: ReadonlyMap<string, Intent>;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

function ranked<T extends string>(
	ids: readonly T[],
	from: number,
	probability: Float32Array,
): { id: T; score: number }[] {
	return ids.map((id, at) => ({ id, score: round(probability[from + at] ?? 0) })).toSorted((a, b) => b.score - a.score);
}

function dangers(
	reader: Reader,
	found: readonly Word[],
	probability: Float32Array,
	intent: { id: Intent; score: number },
): DangerSign[] {
	const { shown, light, calm } = reader.signals.find(found);
	const learntFrom = businesslike.has(intent.id) && intent.score >= floors.sure ? floors.business : floors.danger;
	const usual =
		light || found.length <= fewWords
			? floors.light
			: found.length <= shortWords
				? Math.max(floors.short, learntFrom)
				: learntFrom;
	const signs = ranked(dangerKinds, heads.danger.from, probability)
		.flatMap(({ id, score: learnt }): DangerSign[] => {
			const sign = shown.find((one) => one.kind === id);
			const floor = calm.has(id) ? floors.light : usual;
			const score = Math.max(learnt, sign === undefined ? 0 : shownScore[sign.grade]);
			if (score < (sign !== undefined && !light ? floors.danger : floor)) return [];
			const certain =
				sign?.grade === 'certain' || learnt >= floors.certain || (sign !== undefined && learnt >= floors.supported);
			return [{ kind: id, grade: certain ? 'certain' : 'possible', score }];
		})
		.toSorted((a, b) => b.score - a.score);
	return signs.filter((sign) => sign.score >= floors.beside * (signs[0]?.score ?? 0));
}

/** Reads one message. Never throws, whatever the text; costs no more for a hundred thousand characters than for two thousand. */
export function read(text: string, model: Model, reader: Reader): Reading {
	const written = lookAll(tokenise(clean(cap(text))), reader.words);
	const found = reader.idioms(written);
	const probability = meaningOf(model.meaning, found);
	const [spoken] = ranked(
		messageLanguages,
		0,
		squash(scores(model.language, languageFeatures(written)), languageHeads),
	);
	const [best] = ranked(intents, heads.intent.from, probability);
	const told = reader.whole.get(key(text));
	const intent = told !== undefined ? { id: told, score: 1 } : (best ?? { id: 'other' as const, score: 0 });
	const danger = dangers(reader, found, probability, intent);
	for (const { kind, score } of danger) {
		const at = heads.needs.from + needIds.indexOf(needOf[kind]);
		if (score >= floors.plain) probability[at] = Math.max(probability[at] ?? 0, floors.need);
	}
	const needs = ranked(needIds, heads.needs.from, probability);
	const floor = aside.has(intent.id) && danger.length === 0 ? floors.aside : floors.need;
	return {
		normalised: written.flatMap((word) => (word.standard === '.' ? [] : [word.standard])).join(' '),
		language:
			spoken === undefined || spoken.score < floors.language || found.length === 0
				? { code: 'id', score: spoken?.score ?? 0 }
				: { code: spoken.id, score: spoken.score },
		needs: needs.filter((need) => need.score >= floor),
		candidates: needs.slice(0, shownCandidates),
		intent,
		danger,
	};
}
