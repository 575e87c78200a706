// `npm run bench:language`: how well and how quickly messages are understood. Nothing here is a test; nothing of the measured
// sets is shipped. HAKKU_LANGUAGE_DATA names their folder, HAKKU_LANGUAGE_SET another file of messages in it,
// HAKKU_BENCH_SLOW=1 adds natural's logistic regression, which takes minutes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpus } from '../../dist/language/corpus.js';
import { makeIdioms } from '../../dist/language/idioms.js';
import { buildLanguage } from '../../dist/language/index.js';
import { learn } from '../../dist/language/model.js';
import { read } from '../../dist/language/read.js';
import { makeSignals } from '../../dist/language/signals.js';
import { gather } from '../../dist/language/source.js';
import { makeWords } from '../../dist/language/words.js';
import { alarms, data, folds, messages, nusax, shippedPhrases, xsid } from './data.mjs';
import { accuracy, alarmed, report } from './score.mjs';

const slow = process.env.HAKKU_BENCH_SLOW === '1';
const show = (title, lines) => {
	process.stdout.write(`\n## ${title}\n`);
	for (const [what, figure] of lines) process.stdout.write(`${what.padEnd(46)} ${figure}\n`);
};
const since = (from) => `${(performance.now() - from).toFixed(0)} ms`;

const phrases = shippedPhrases();
let from = performance.now();
const built = buildLanguage(phrases);
const checked = since(from);
const busy = process.cpuUsage();
const kept = built.model();
const { user, system } = process.cpuUsage(busy);

const script = messages()?.map((row) => row.text) ?? [
	'bu mau tnya bansos sy kok g cair ya pdhl kmrn dpt',
	'dr kemarin blm makan bu, beras abis',
];
const own = built.language;
for (let round = 0; round < 5; round++) for (const text of script) own.read(text);
/** The best of some rounds: the others share the machine with something else. */
const rounds = Array.from({ length: 20 }, () => {
	const began = process.cpuUsage();
	for (const text of script) own.read(text);
	const spent = process.cpuUsage(began);
	return (spent.user + spent.system) / script.length;
});
const each = Math.min(...rounds);
from = performance.now();
own.read('suami saya memukul '.repeat(6000));
const long = since(from);
const folder = mkdtempSync(join(tmpdir(), 'hakku-bench-'));
const file = join(folder, 'model.json');
writeFileSync(file, kept);
const loading = JSON.parse(
	execFileSync(process.execPath, [fileURLToPath(new URL('loading.mjs', import.meta.url)), file], { encoding: 'utf8' }),
);
rmSync(folder, { recursive: true });
show('speed', [
	['checking the phrase files', checked],
	['learning (once for a release), processor time', `${((user + system) / 1000).toFixed(0)} ms`],
	['reading one message, processor time', `${each.toFixed(0)} µs`],
	['reading 100,000 characters', long],
	['starting with a kept model, processor time', `${loading.ms.toFixed(0)} ms, ${loading.mb.toFixed(0)} MB`],
	['a kept model', `${(kept.length / 1e6).toFixed(1)} MB`],
]);

for (const [half, kinds] of Object.entries(alarms()))
	show(
		`look-alikes and dangers of alarms.yaml, ${half}`,
		alarmed(kinds, (text) => own.read(text).danger),
	);

const rows = messages();
if (rows === null) {
	process.stdout.write(`\nNo messages to measure under ${data}: quality is skipped.\n`);
} else {
	show(
		`the shipped model, which never saw a message of the ${rows.length} (but they guided its making)`,
		report(
			rows,
			rows.map((row) => own.read(row.text)),
		),
	);
	const content = gather(phrases).content;
	const readings = new Map();
	for (const { train, test } of folds(rows, 5)) {
		const words = makeWords(content);
		const seen = train.map(({ text, needs, intent, crisis, lang }) => ({ text, needs, intent, danger: crisis, lang }));
		const idioms = makeIdioms(content, words);
		const model = learn([...corpus(content), ...seen, ...seen], content.slots.cerita ?? [], words, idioms);
		const reader = { words, idioms, signals: makeSignals(content).signals, whole: new Map() };
		for (const row of test) readings.set(row, read(row.text, model, reader));
	}
	show(
		'five folds: the phrases and four fifths of the messages, read on the last fifth',
		report(
			rows,
			rows.map((row) => readings.get(row)),
		).slice(0, 6),
	);
}

const { meaning, spoken, rivals } = await import('./learners.mjs');
const others = await rivals(slow);
async function contest(title, splits, learner) {
	const lines = [];
	for (const [name, each] of Object.entries({ 'this learner': learner, ...others }))
		lines.push([name, await accuracy(each, splits)]);
	show(title, lines);
}
if (rows !== null)
	await contest(
		'intent of the messages alone, five folds',
		folds(
			rows.map(({ text, intent }) => ({ text, label: intent })),
			5,
		),
		meaning,
	);
const intents = xsid();
if (intents !== null) await contest(`xSID Indonesian, ${intents.length} texts, five folds`, folds(intents, 5), meaning);
const [train, valid] = [nusax('train'), nusax('valid')];
if (train !== null && valid !== null) {
	const right = valid.filter((row) => own.read(row.text).language.code === row.label).length;
	show(`NusaX, language of ${valid.length} reviews`, [
		['the shipped model', `${((100 * right) / valid.length).toFixed(1)} %`],
	]);
	await contest('NusaX, learnt from its training part', [{ train, test: valid }], spoken);
}
