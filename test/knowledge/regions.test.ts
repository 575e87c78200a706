import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileKnowledge } from '../../src/knowledge/index.ts';
import { readAreas } from '../../src/releases/index.ts';
import { shippedFiles, shippedKnowledge } from './shipped.ts';

const { regions } = await shippedKnowledge();
const codes = (text: string) => {
	const found = regions.find(text);
	return found.found === 'one'
		? [found.region.code]
		: found.found === 'several'
			? found.regions.map(({ code }) => code)
			: found.found;
};

describe('what people type for where they live', () => {
	test.each([
		['jogja', ['34', '3471']],
		['kab bogor', ['3201']],
		['Bogor', ['3201', '3271']],
		['tanjung priok', ['317202']],
		['tj priok', ['317202']],
		['dki', ['31']],
		['jaksel', ['3174']],
		['di jakarta utara bu', ['3172']],
		['Kab. Kep. Seribu', ['3101']],
		['cibinong, kab bogor', ['320101']],
		['bogor jawa barat', ['3201', '3271']],
		['depok', ['3276']],
		['depok sleman', ['340407']],
		['kec. menteng', ['317106']],
		['pematang siantar', ['1272']],
		['tanjungpinang', ['2172']],
		['solo', ['3372']],
		['papua barat daya', ['96']],
		['Kota Bandung', ['3273']],
		['bandung barat', ['3217']],
		['surabya', ['3578']],
		['saya tidak tau', 'none'],
		['kota', 'none'],
		['', 'none'],
		['desa', 'none'],
	])('%s', (text, expected) => {
		expect(codes(text)).toEqual(expected);
	});

	test('a misspelt name is only offered', () => {
		expect(regions.find('surabya').found).toBe('several');
	});

	test('every regency and city is found by its own full name', () => {
		const lost = [...regions.byCode.values()].filter(({ kind, code, name }) => {
			if (kind !== 'regency' && kind !== 'city') return false;
			const found = regions.find(name.id);
			return found.found !== 'one' || found.region.code !== code;
		});
		expect(lost.map(({ name }) => name.id)).toEqual([]);
	});

	test('whatever is typed, it answers quickly and with regions that exist', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (text) => {
				const found = codes(text);
				if (Array.isArray(found)) for (const code of found) expect(regions.byCode.has(code)).toBe(true);
			}),
		);
		expect(codes('kota '.repeat(50_000))).toBe('none');
	});
});

describe('codes of areas in knowledge/', () => {
	test.each([
		['knowledge/rights/klj.yaml', (text: string) => text.replace("level: '31'", "level: '99'"), 'region.unknown'],
		['knowledge/regions.yaml', (text: string) => text.replace('code: "3171"', 'code: "3179"'), 'region.unknown'],
		['knowledge/regions.yaml', (text: string) => text.replace('code: "3171"', 'code: "3172"'), 'id.twice'],
		['knowledge/regions.yaml', (text: string) => text.replace('code: "3171"', 'code: "31.71"'), 'schema.value'],
	])('%s: a code that is none is an error', async (path, change, code) => {
		const files = shippedFiles();
		files.set(path, change(files.get(path) ?? ''));
		const { findings } = compileKnowledge(files, { areas: await readAreas() });
		expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ code, file: path }]);
	});
});
