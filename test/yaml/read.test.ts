import { describe, expect, test } from 'vitest';
import { readYaml } from '../../src/yaml/index.ts';

const codes = (text: string) => readYaml('flows/a.yaml', text).findings.map((finding) => finding.code);

describe('an admin’s YAML file is read safely', () => {
	test('B47 anchors that multiply are refused at once, with a readable finding', () => {
		const bomb = Array.from(
			{ length: 9 },
			(_, i) =>
				`k${i}: &a${i} [${
					i
						? Array(9)
								.fill(`*a${i - 1}`)
								.join(', ')
						: 'x'
				}]`,
		);
		const read = readYaml('flows/a.yaml', bomb.join('\n'));
		expect(read.value).toBeUndefined();
		expect(read.findings[0]).toMatchObject({ severity: 'error', code: 'yaml.alias', file: 'flows/a.yaml', line: 2 });
		expect(read.findings[0]?.fix).toBe('Write that part out again here.');
		expect(read.findings.length).toBeLessThanOrEqual(20);
	});

	test.each([
		['5,000 nested brackets', '['.repeat(5000)],
		['5,000 nested and closed brackets', '['.repeat(5000) + ']'.repeat(5000)],
		['ninety thousand dashes', `${'- '.repeat(90_000)}x`],
		['nested braces', '{a: '.repeat(5000)],
	])('B47 %s are refused and the process lives on', (_, text) => {
		const read = readYaml('flows/a.yaml', text);
		expect(read.value).toBeUndefined();
		expect(read.findings).toMatchObject([{ code: 'yaml.too_deep', line: 1 }]);
	});

	test('B47 plain words that YAML would turn into something else stay as written', () => {
		const text = 'a: [no, 007, +6281200000001, 0812, 1e3, 0x1F, 6281200000001234, yes, off, 12:30, 2026-01-02]';
		expect(readYaml('a.yaml', text).value).toEqual({
			a: [
				'no',
				'007',
				'+6281200000001',
				'0812',
				'1e3',
				'0x1F',
				'6281200000001234',
				'yes',
				'off',
				'12:30',
				'2026-01-02',
			],
		});
		expect(readYaml('a.yaml', 'a: [12, -3, 1.5, true, false, null, ~, "7"]').value).toEqual({
			a: [12, -3, 1.5, true, false, null, null, '7'],
		});
	});

	test.each(['__proto__', 'constructor', 'prototype', 'constructor.prototype.admin', '$set', 'a.$where'])(
		'B48 the key %s is refused by name and changes no object',
		(key) => {
			const read = readYaml('flows/a.yaml', `flow: a\nnodes:\n  "${key}": { admin: true }\n`);
			expect(read.value).toBeUndefined();
			expect(read.findings).toMatchObject([{ code: 'yaml.key.refused', line: 3, column: 3 }]);
			expect(read.findings[0]?.message).toContain(key);
			expect(Object.keys({})).toEqual([]);
			expect('admin' in {}).toBe(false);
		},
	);

	test('a fact id with a dot is a fine key', () => {
		expect(readYaml('a.yaml', 'facts: { keluarga.desil: 3 }').value).toEqual({ facts: { 'keluarga.desil': 3 } });
	});

	test('a key that stands twice is named where it stands the second time', () => {
		const read = readYaml('a.yaml', 'a: 1\nb: 2\na: 3\n');
		expect(read.findings).toMatchObject([{ code: 'yaml.key.twice', line: 3, column: 1 }]);
	});

	test('ten thousand keys are no burden', () => {
		const text = Array.from({ length: 10_000 }, (_, i) => `k${i}: x`).join('\n');
		expect(Object.keys(readYaml('a.yaml', text).value as object)).toHaveLength(10_000);
	});

	test('an over-long, an empty and a doubled file, tags and tabs are explained', () => {
		expect(codes('x'.repeat(200_001))).toEqual(['yaml.too_long']);
		expect(codes('')).toEqual(['yaml.empty']);
		expect(codes('# nothing here\n')).toEqual(['yaml.empty']);
		expect(codes('a: 1\n---\nb: 2\n')).toEqual(['yaml.two_documents']);
		expect(codes('a: !!js/function "x"')).toEqual(['yaml.tag']);
		expect(codes('a:\n\tb: 1\n')[0]).toBe('yaml.syntax');
		expect(codes('a: b: c')).toEqual(['yaml.syntax']);
		expect(codes('a: "unclosed')[0]).toBe('yaml.syntax');
		expect(codes('[a, b]: c')[0]).toBe('yaml.syntax');
	});

	test('hostile bytes of any kind give findings, never an exception', () => {
		for (const text of [
			'\u0000',
			'\uFEFF',
			'&a',
			'*',
			'!',
			'%',
			'?',
			'{',
			'}',
			'- ]',
			'"\\x',
			'&a &b c',
			'\ud800',
			'--- |',
		]) {
			expect(() => readYaml('a.yaml', text)).not.toThrow();
		}
	});
});

describe('places in the file', () => {
	const read = readYaml(
		'a.yaml',
		'flow: makan\nnodes:\n  satu:\n    say: Halo\n    next:\n  dua: { end: {} }\nlist:\n  - a\n  - b: 1\n',
	);

	test('a value, a key, a list entry, and whatever is missing', () => {
		expect(read.at(['nodes', 'satu', 'say'])).toEqual({ line: 4, column: 10 });
		expect(read.at(['nodes', 'satu', 'say'], 'key')).toEqual({ line: 4, column: 5 });
		expect(read.at(['nodes', 'satu', 'next'])).toEqual({ line: 5, column: 5 });
		expect(read.at(['list', 1, 'b'])).toEqual({ line: 9, column: 8 });
		expect(read.at(['nodes', 'tiga'])).toEqual({ line: 3, column: 3 });
		expect(read.at([])).toEqual({ line: 1, column: 1 });
		expect(read.at(['list', 7])).toEqual({ line: 8, column: 3 });
	});
});
