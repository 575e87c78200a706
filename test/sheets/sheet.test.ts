import { describe, expect, it } from 'vitest';
import type { KnownFact } from '../../src/engine/index.ts';
import type { Value } from '../../src/expressions/index.ts';
import { drawSheet, type SheetContent, sheetOf } from '../../src/sheets/index.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';
import { pagesOf, wordsOf } from './reading.ts';

const knowledge = await shippedKnowledge();
const asOf = '2026-02-10';
const madeAt = Date.parse(asOf);
const known = (value: Value): KnownFact => ({ status: 'known', value, at: 0 });
const draw = (content: SheetContent | null) => {
	if (content === null) throw new Error('nothing to draw');
	return drawSheet(content, 'Hakku', madeAt);
};

function told(ids: readonly string[], facts: Record<string, KnownFact> = {}, language: 'id' | 'en' = 'id') {
	const rights = Object.fromEntries(ids.map((id) => [id, 'likely' as const]));
	return { language, facts, needs: [], dangers: [], told: rights };
}

describe('the sheet to take to the office', () => {
	const poor = { 'bantuan.desil': known(2), 'bantuan.sekarang': known('belum') };

	it('says what, why, which papers, where, what after a refusal, source and date, on one page', async () => {
		const pdf = await draw(sheetOf(told(['program-sembako'], poor), knowledge, asOf));
		expect(pagesOf(pdf)).toBe(1);
		const words = wordsOf(pdf);
		for (const part of [
			'Catatan untuk dibawa ke kantor',
			'10 Februari 2026',
			'Program Sembako (BPNT)',
			'desil 1 sampai 4',
			'Kartu Keluarga',
			'Kantor desa',
			'Kalau ditolak',
			'Sumber:',
			'Nama petugas',
		]) {
			expect(words).toContain(part);
		}
	});

	it('is in the language of the conversation', async () => {
		const words = wordsOf(await draw(sheetOf(told(['program-sembako'], poor, 'en'), knowledge, asOf)));
		expect(words).toContain('Notes to take to the office');
		expect(words).not.toMatch(/Kalau|Biaya|Anda/);
	});

	it('holds only what was told and may fit; with nothing of that there is no sheet', () => {
		expect(sheetOf(told([]), knowledge, asOf)).toBeNull();
		expect(sheetOf(told(['program-sembako'], { 'bantuan.desil': known(9) }), knowledge, asOf)).toBeNull();
		expect(sheetOf(told(['gone-since', 'prakerja']), knowledge, asOf)).toBeNull();
	});

	it('keeps to itself what somebody said of violence or other sensitive things', () => {
		const session = { ...told(['perlindungan-kdrt']), dangers: ['violence' as const] };
		const sheet = sheetOf(session, knowledge, asOf);
		expect(sheet?.rights[0]?.why).toEqual([]);
	});

	it('every right that may be told fits on one page by itself, in both languages', async () => {
		for (const right of knowledge.rights.values()) {
			if (right.withheld) continue;
			for (const language of ['id', 'en'] as const) {
				const sheet = sheetOf({ ...told([right.id], {}, language), dangers: [] }, knowledge, asOf);
				if (sheet === null) continue;
				const pdf = await draw(sheet);
				expect(pagesOf(pdf), right.id).toBe(1);
				expect(wordsOf(pdf), right.id).not.toContain('…');
			}
		}
	});

	it('everything told at once: one page, the most important in full, the others named', async () => {
		const pdf = await draw(sheetOf(told([...knowledge.rights.keys()]), knowledge, asOf));
		expect(pagesOf(pdf)).toBe(1);
		expect(wordsOf(pdf)).toContain('Yang juga dibicarakan');
	});

	it('texts of any length and letters still make one page that can be opened', async () => {
		const [right] = sheetOf(told(['program-sembako'], poor), knowledge, asOf)?.rights ?? [];
		if (right === undefined) throw new Error('no right');
		const long = 'الحق 权利 🙏 kata → '.repeat(60);
		const bring = Array.from({ length: 30 }, () => ({ name: long, without: long }));
		const heavy = { ...right, summary: long, why: [long], how: long, where: [long, long], cost: long, bring };
		const pdf = await draw({ language: 'id', asOf, rights: [heavy, heavy, heavy] });
		expect(pagesOf(pdf)).toBe(1);
		expect(wordsOf(pdf)).toContain('Nama petugas');
	});
});
