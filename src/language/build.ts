import type { PhraseFile } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import { key } from './clean.ts';
import { checkSlots, corpus } from './corpus.ts';
import { date } from './date.ts';
import { hash } from './hash.ts';
import { makeIdioms } from './idioms.ts';
import { keep, recall } from './kept.ts';
import { learn, type Model } from './model.ts';
import { number } from './number.ts';
import { read } from './read.ts';
import type { PhraseContent } from './schema.ts';
import { makeSignals } from './signals.ts';
import { gather } from './source.ts';
import type { Intent, Language } from './types.ts';
import { makeWords } from './words.ts';
import { yesno } from './yesno.ts';

/** A language room, what is wrong with its files, and what it learnt. */
export interface Built {
	language: Language;
	findings: Finding[];
	/** Names the phrases that were learnt from; the same phrases have the same name. */
	fingerprint: string;
	/** False when the first reading will have to learn first: no model was handed in, or one that does not fit. */
	ready: boolean;
	/** What was learnt, as text to keep and to hand in next time. Learns first if nothing has been read yet. */
	model(): string;
}

/** The models learnt last in this process: several releases with the same phrases learn once. */
const remembered = new Map<string, Model>();
const most = 2;

function remember(fingerprint: string, model: Model): Model {
	if (remembered.size >= most) remembered.delete(remembered.keys().next().value ?? '');
	remembered.set(fingerprint, model);
	return model;
}

/** 128 bits of hashes over everything that is learnt from; a name, not a proof. */
function nameOf(content: PhraseContent): string {
	const text = JSON.stringify(content);
	return [1, 2, 3, 4]
		.map((seed) =>
			hash(text, seed * 0x9e3779b1)
				.toString(16)
				.padStart(8, '0'),
		)
		.join('');
}

function wholeMessages(content: PhraseContent): Map<string, Intent> {
	const whole = new Map<string, Intent>();
	for (const [intent, texts] of Object.entries(content.whole)) {
		for (const text of texts) whole.set(key(text), intent as Intent);
	}
	return whole;
}

/**
 * Builds the language room from the phrase files: pure, and always the same for the same files. Learning takes a second
 * or two and happens with the first reading, unless `kept.model` is what an earlier build with the same phrases learnt;
 * one that does not fit is ignored.
 */
export function buildLanguage(phrases: readonly PhraseFile[], kept: { model?: string } = {}): Built {
	const { content, findings } = gather(phrases);
	const { signals, findings: signalFindings } = makeSignals(content, phrases);
	const words = makeWords(content);
	const idioms = makeIdioms(content, words);
	const reader = { words, idioms, signals, whole: wholeMessages(content) };
	const fingerprint = nameOf(content);
	const handed = remembered.get(fingerprint) ?? (kept.model === undefined ? null : recall(kept.model, fingerprint));
	let model: Model | null = null;

	function learnt(): Model {
		if (model !== null) return model;
		if (handed !== null) words.learn(handed.vocabulary);
		model = remember(fingerprint, handed ?? learn(corpus(content), content.slots.cerita ?? [], words, idioms));
		return model;
	}

	return {
		language: { read: (text) => read(text, learnt(), reader), key, number, date, yesno },
		findings: [...findings, ...checkSlots(content, phrases), ...signalFindings],
		fingerprint,
		ready: handed !== null,
		model: () => keep(learnt(), fingerprint),
	};
}
