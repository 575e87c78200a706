// One label for each text: our learner, and the libraries that people would take instead. Each: train(rows) → text → label.

import { clean } from '../../dist/language/clean.js';
import { features, languageFeatures, lookAll, width } from '../../dist/language/features.js';
import { makeIdioms } from '../../dist/language/idioms.js';
import { scores, train } from '../../dist/language/linear.js';
import { lessons } from '../../dist/language/model.js';
import { gather } from '../../dist/language/source.js';
import { tokenise } from '../../dist/language/tokens.js';
import { makeWords } from '../../dist/language/words.js';
import { shippedPhrases } from './data.mjs';
import { NlpManager } from './nlpjs.mjs';

const content = gather(shippedPhrases()).content;

/** As it ships, but for what a few hundred texts need: more passes, and no feature is too seldom. */
function ours(vectorOf, { rate }) {
	return (rows) => {
		const words = makeWords(content);
		words.learn(rows.flatMap((row) => tokenise(clean(row.text))));
		const idioms = makeIdioms(content, words);
		const vector = (text) => vectorOf(idioms(lookAll(tokenise(clean(text)), words)));
		const labels = [...new Set(rows.map((row) => row.label))];
		const model = train(
			rows.map((row) => ({ vector: vector(row.text), labels: [labels.indexOf(row.label)] })),
			{
				width,
				outputs: labels.length,
				heads: [{ from: 0, to: labels.length, kind: 'one' }],
				epochs: 20,
				rate,
				seldom: 1,
			},
		);
		return (text) => {
			const raw = scores(model, vector(text));
			return labels[raw.indexOf(Math.max(...raw))];
		};
	};
}

/** natural prints while it trains; that is no part of a measurement. */
function quietly(run) {
	const write = process.stdout.write;
	process.stdout.write = () => true;
	try {
		return run();
	} finally {
		process.stdout.write = write;
	}
}

async function natural(name, smoothing) {
	const { default: classifiers } = await import('natural/lib/natural/classifiers/index.js');
	const { default: stemmers } = await import('natural/lib/natural/stemmers/index.js');
	const stemmer = {
		tokenizeAndStem: (text) =>
			text
				.toLowerCase()
				.split(/[^\p{L}\p{N}]+/u)
				.filter(Boolean)
				.map((word) => stemmers.StemmerId.stem(word)),
	};
	return (rows) => {
		const classifier = new classifiers[name](stemmer, smoothing);
		for (const row of rows) classifier.addDocument(row.text, row.label);
		quietly(() => classifier.train());
		return (text) => classifier.classify(text);
	};
}

async function nlpjs() {
	return async (rows) => {
		const manager = await NlpManager();
		for (const row of rows) manager.addDocument('id', row.text, row.label);
		await manager.train();
		return async (text) => (await manager.process('id', text)).intent;
	};
}

export const meaning = ours(features, lessons.meaning);
export const spoken = ours(languageFeatures, lessons.language);

/** By name; the slow one only when asked for. */
export async function rivals(slow) {
	return {
		'natural BayesClassifier': await natural('BayesClassifier'),
		'natural BayesClassifier, smoothing 0.01': await natural('BayesClassifier', 0.01),
		'@nlpjs/nlp': await nlpjs(),
		...(slow ? { 'natural LogisticRegressionClassifier': await natural('LogisticRegressionClassifier') } : {}),
	};
}
