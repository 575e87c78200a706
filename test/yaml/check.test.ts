import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { check, fault, readYaml } from '../../src/yaml/index.ts';

const schema = z.strictObject({
	id: z.string().regex(/^[a-z-]+$/, fault('only small letters and "-"', 'Write it like this: program-sembako.')),
	weight: z.number().int().min(0).max(100),
	receipt: z.enum(['entitlement', 'allocated']),
	choices: z.array(z.union([z.string(), z.strictObject({ id: z.string(), label: z.string() })])).min(1),
	address: z.string().nullable(),
	note: z.strictObject({ id: z.string(), en: z.string() }).optional(),
});
const good = 'id: makan\nweight: 10\nreceipt: allocated\nchoices: [a]\naddress: null\n';
const run = (text: string) => check(schema, readYaml('a.yaml', text));

describe('a file is checked against its schema', () => {
	test('a good file gives the typed value', () => {
		expect(run(good)).toMatchObject({ value: { id: 'makan', weight: 10, address: null }, findings: [] });
	});

	test('B47 a plain number or true is taken as written where a text is wanted, also inside either-or shapes', () => {
		const { value } = run(good.replace('[a]', '[5, 007, true, no, {id: 12, label: 1.50}]').replace('null', '0812'));
		expect(value?.choices).toEqual(['5', '007', 'true', 'no', { id: '12', label: '1.50' }]);
		expect(value?.address).toBe('0812');
	});

	test('B47 a plain ~ where a text is wanted is refused with "put it in quotes"', () => {
		const { value, findings } = run(good.replace('[a]', '[{id: x, label: ~}]'));
		expect(value).toBeNull();
		expect(findings).toMatchObject([{ code: 'schema.type', line: 4, fix: 'Put it in quotes: "~".' }]);
	});

	test('a misspelt key gets its line and a "did you mean"', () => {
		const { findings } = run(`${good}recipt: allocated\n`);
		expect(findings).toMatchObject([
			{ code: 'schema.key.unknown', file: 'a.yaml', line: 6, column: 1, fix: 'Did you mean "receipt"?' },
		]);
		expect(run(`${good}note: { id: x, en: y, eng: z }\n`).findings[0]).toMatchObject({ fix: 'Did you mean "en"?' });
	});

	test('a comma that cuts a text in two is explained', () => {
		const { findings } = run(`${good}note: { id: KTP atau surat, en: ID card, or a letter }\n`);
		expect(findings).toMatchObject([{ line: 6, column: 42, fix: 'Put the whole text in quotes: "…, …".' }]);
	});

	test('missing keys, wrong kinds, wrong words and sizes are told apart', () => {
		const { findings } = run('id: Makan!\nweight: banyak\nreceipt: alocated\nchoices: []\naddress: {}\n');
		expect(findings.map(({ code, line }) => [code, line])).toEqual([
			['schema.value', 1],
			['schema.type', 2],
			['schema.value', 3],
			['schema.size', 4],
			['schema.type', 5],
		]);
		expect(findings[0]).toMatchObject({
			message: '"id": only small letters and "-"',
			fix: 'Write it like this: program-sembako.',
		});
		expect(findings[2]).toMatchObject({ message: '"receipt" can\'t be "alocated".', fix: 'Did you mean "allocated"?' });
		expect(run('id: a\n').findings.map((finding) => finding.code)).toEqual(Array(4).fill('schema.missing'));
		expect(run('- a\n').findings).toMatchObject([
			{ code: 'schema.type', message: 'The file should be a group of keys, but it is a list.' },
		]);
	});

	test('of two shapes the nearer one is explained', () => {
		const { findings } = run(good.replace('[a]', '[{id: x}]'));
		expect(findings).toMatchObject([{ code: 'schema.missing', message: '"label" is missing.' }]);
	});

	test('a file that could not be read keeps the findings of reading it', () => {
		expect(run('a: [').findings).toMatchObject([{ code: 'yaml.syntax' }]);
	});
});
