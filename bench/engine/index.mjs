// `npm run bench:engine`: turns a second of the engine alone, beside goflow's on an equal conversation. The session is written to
// JSON and read again between turns on both sides. Nothing here is a test; nothing asserts a time.
import { isDeepStrictEqual } from 'node:util';
import { median, show } from '../figures.mjs';
import { count } from '../release.mjs';
import { buildGoflow } from './goflow.mjs';
import { converse, surveyRelease } from './hakku.mjs';
import { answers } from './survey.mjs';

const rounds = 3;
const seconds = 3;
const release = await surveyRelease();
const unread = withoutReading(release);
const ours = converse(release);
for (let warm = 0; warm < 300; warm++) converse(release);
const goflow = buildGoflow();

const figures = { whole: [], unread: [], goflow: [], ratio: [] };
for (let round = 0; round < rounds; round++) {
	const whole = turnsPerSecond(release);
	figures.whole.push(whole);
	figures.unread.push(turnsPerSecond(unread));
	if (goflow.skipped) continue;
	const { texts, turns, seconds: took, longest } = await goflow.play(seconds);
	if (!isDeepStrictEqual(texts, ours.said))
		throw new Error('The two engines did not say the same: nothing to compare.');
	figures.goflow.push(turns / took);
	figures.ratio.push((whole * took) / turns);
	figures.longest = longest;
}
goflow.remove?.();

show(`the same conversation: 20 questions with branches, ${answers.length + 1} turns, ${ours.said.length} messages`, [
	['Hakku, turns a second (every message read for danger, needs, language)', count(median(figures.whole))],
	['Hakku without reading messages, as goflow does', count(median(figures.unread))],
	['Hakku, longest session as JSON', `${count(ours.longest)} bytes`],
	...(goflow.skipped
		? [['goflow', `skipped: ${goflow.skipped}`]]
		: [
				[`goflow (${goflow.version}), turns a second`, count(median(figures.goflow))],
				['goflow, longest session as JSON', `${count(figures.longest)} bytes`],
				['Hakku ÷ goflow', count(median(figures.ratio))],
			]),
]);

function turnsPerSecond(of) {
	const from = performance.now();
	let turns = 0;
	while (performance.now() - from < seconds * 1000) {
		converse(of);
		turns += answers.length + 1;
	}
	return (turns * 1000) / (performance.now() - from);
}

/** The same release, each message read once and remembered: what is left is the engine. */
function withoutReading(whole) {
	const { language } = whole;
	const readings = new Map();
	const read = (text) => {
		const known = readings.get(text) ?? language.read(text);
		readings.set(text, known);
		return known;
	};
	return { ...whole, language: { ...language, read } };
}
