import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/expressions/index.ts';
import { compileKnowledge } from '../../src/knowledge/index.ts';
import { judgeRights, tell, tellReceived } from '../../src/rights/index.ts';
import { fixtureFiles, fixtureKnowledge } from '../knowledge/fixture.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';

const asOf = '2026-02-01';
const sembako = 'knowledge/rights/sembako.yaml';
const bandung = 'knowledge/rights/kartu-bandung.yaml';
const outcomes = (knowledge: Parameters<typeof judgeRights>[0], values: Record<string, Value>) =>
	judgeRights(knowledge, values, { asOf, declined: new Set() });

describe('B23 d what a family already receives', () => {
	const knowledge = fixtureKnowledge({
		[sembako]: (text) =>
			text.replace(
				'    gate: true',
				'    received: true\n    fix: { id: Kalau saldo kosong tanyakan ke desa., en: If nothing is paid ask the village. }',
			),
	});

	test('is not offered again, but named with the way to check it', () => {
		const judged = outcomes(knowledge, { 'keluarga.desil': 1, 'bantuan.sekarang': 'sembako' });
		expect(judged.find(({ right }) => right.id === 'sembako')?.kind).toBe('not_applicable');
		expect(tellReceived(judged, 'id')).toBe(
			'Yang sudah Anda terima, boleh dicek:\n- Program Sembako. Kalau saldo kosong tanyakan ke desa.',
		);
	});

	test('nothing is said of it while it is not received, or not known', () => {
		expect(tellReceived(outcomes(knowledge, { 'bantuan.sekarang': 'belum' }), 'id')).toBeNull();
		expect(tellReceived(outcomes(knowledge, {}), 'id')).toBeNull();
	});

	test('lint asks for the way to check it', () => {
		const files = fixtureFiles({ [sembako]: (text) => text.replace('    gate: true', '    received: true') });
		expect(compileKnowledge(files).findings).toContainEqual(
			expect.objectContaining({ code: 'right.received.fix', severity: 'warning', file: sembako }),
		);
	});

	test('as shipped: who has PKH hears where to ask, and of BLT Dana Desa why it is not for them', async () => {
		const shipped = await shippedKnowledge();
		const judged = outcomes(shipped, { 'bantuan.sekarang': 'pkh', 'orang.tinggal': 'desa' });
		expect(tellReceived(judged, 'id')).toContain('pendamping PKH');
		const blt = judged.find(({ right }) => right.id === 'blt-dana-desa');
		expect(blt?.kind).toBe('unlikely');
		expect(tell(blt as NonNullable<typeof blt>, 'id', asOf, shipped)).toContain('tidak menerima PKH');
	});
});

describe('rights that rule each other out', () => {
	const excluding = (id: string) => (text: string) => text.replace('\nreceipt:', `\nexcludes: [${id}]\nreceipt:`);

	test('say so, both of them, even when only one file does', () => {
		const knowledge = fixtureKnowledge({ [sembako]: excluding('kartu-bandung') });
		const told = outcomes(knowledge, {}).map((outcome) => tell(outcome, 'id', asOf, knowledge));
		expect(told.filter((text) => text.includes('Tidak bisa bersamaan dengan: Kartu Bandung.'))).toHaveLength(1);
		expect(told.filter((text) => text.includes('Tidak bisa bersamaan dengan: Program Sembako.'))).toHaveLength(1);
	});

	test('a right that is hidden or over is not mentioned', () => {
		const hidden = fixtureKnowledge({ [sembako]: excluding('rahasia') });
		const told = outcomes(hidden, {}).map((outcome) => tell(outcome, 'id', asOf, hidden));
		expect(told.join('\n')).not.toContain('Tidak bisa bersamaan');
	});

	test.each([
		['only one file says it', { [sembako]: excluding('kartu-bandung') }, 'right.excludes.one_way', 'warning'],
		['the other does not exist', { [sembako]: excluding('kartu-bandong') }, 'right.unknown', 'error'],
		['it names itself', { [sembako]: excluding('sembako') }, 'right.unknown', 'error'],
	])('lint speaks when %s', (_, changes, code, severity) => {
		const { findings } = compileKnowledge(fixtureFiles(changes));
		expect(findings.filter((finding) => finding.code === code)).toMatchObject([{ severity, file: sembako }]);
	});

	test('both files saying it is fine', () => {
		const { findings } = compileKnowledge(
			fixtureFiles({ [sembako]: excluding('kartu-bandung'), [bandung]: excluding('sembako') }),
		);
		expect(findings.filter(({ code }) => code.startsWith('right.excludes'))).toEqual([]);
	});
});
