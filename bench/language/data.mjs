// Reads the shipped phrases and the sets of messages that are only measured, never shipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** A folder with messages/dev.jsonl and nlu/…; without it only speed is measured. */
export const data = process.env.HAKKU_LANGUAGE_DATA ?? join(root, '..', 'shared', 'data');

export function shippedPhrases() {
	const knowledge = join(root, 'knowledge');
	const paths = [...readdirSync(join(knowledge, 'phrases')).map((name) => join('phrases', name)), 'lexicon.yaml'];
	return paths.map((path) => ({
		file: `knowledge/${path}`,
		content: parse(readFileSync(join(knowledge, path), 'utf8')),
	}));
}

/** The look-alikes and dangers beside this file: for each half, texts by kind. */
export const alarms = () => parse(readFileSync(join(root, 'bench', 'language', 'alarms.yaml'), 'utf8'));

const read = (...path) => (existsSync(join(data, ...path)) ? readFileSync(join(data, ...path), 'utf8') : null);

/** Labelled citizens' messages, or null. */
export function messages() {
	const text = read('messages', process.env.HAKKU_LANGUAGE_SET ?? 'dev.jsonl');
	return text === null
		? null
		: text
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line));
}

/** xSID-id: `{ text, label }`, or null. */
export function xsid() {
	const text = read('nlu', 'xsid-id', 'id.valid.conll');
	if (text === null) return null;
	return text.split('\n\n').flatMap((block) => {
		const found = /^# text = (.*)$/mu.exec(block);
		const label = /^# intent = (.*)$/mu.exec(block);
		return found === null || label === null ? [] : [{ text: found[1], label: label[1] }];
	});
}

function csv(line) {
	const match = /^\d+,(?:"((?:[^"]|"")*)"|([^,]*)),\w+\r?$/u.exec(line);
	return match === null ? null : (match[1]?.replaceAll('""', '"') ?? match[2]);
}

/** NusaX: `{ text, label }` with label id, jv, su or en, of `part` train or valid; or null. */
export function nusax(part) {
	const names = { id: 'indonesian', jv: 'javanese', su: 'sundanese', en: 'english' };
	const all = Object.entries(names).flatMap(([label, name]) => {
		const text = read('nlu', 'nusax', `${name}.${part}.csv`);
		if (text === null) return [];
		return text
			.split(/\n(?=\d+,)/u)
			.slice(1)
			.flatMap((row) => {
				const found = csv(row.replaceAll('\n', ' ').trim());
				return found === null ? [] : [{ text: found, label }];
			});
	});
	return all.length === 0 ? null : all;
}

/** Splits into `count` folds, always the same way. */
export function folds(rows, count) {
	let state = 42;
	const keyed = rows.map((row) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return { row, key: state };
	});
	const mixed = keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
	return Array.from({ length: count }, (_, fold) => ({
		train: mixed.filter((_row, at) => at % count !== fold),
		test: mixed.filter((_row, at) => at % count === fold),
	}));
}
