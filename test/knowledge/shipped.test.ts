import { describe, expect, test } from 'vitest';
import { compileKnowledge, needIds, rightTests } from '../../src/knowledge/index.ts';
import { readAreas } from '../../src/releases/index.ts';
import { judgeRights, playRightTests, tell } from '../../src/rights/index.ts';
import { shippedFiles } from './shipped.ts';

const areas = await readAreas();

describe('the knowledge that Hakku ships', () => {
	const files = shippedFiles();
	const { knowledge, findings } = compileKnowledge(files, { areas });
	const written = findings.map(
		({ severity, file, line, code, message }) => `${severity} ${file}:${line} ${code} ${message}`,
	);

	test('has no error, no missing English, no right without a test, no stray file', () => {
		const allowed = new Set(['service.withheld', 'right.withheld', 'source.withheld', 'ground.withheld']);
		expect(written.filter((_, index) => !allowed.has(findings[index]?.code ?? ''))).toEqual([]);
		expect(knowledge).not.toBeNull();
	});
	if (knowledge === null) return;

	test('every test of a right passes', () => {
		const played = playRightTests(knowledge, rightTests(files, knowledge).tests);
		expect(played.length).toBeGreaterThanOrEqual(2 * knowledge.rights.size);
		expect(
			played.flatMap(({ test, failure }) =>
				failure === null ? [] : [`${test.file}:${test.place.line} ${test.test}: ${failure}`],
			),
		).toEqual([]);
	});

	test('every need has a right, and every danger a door with a telephone', () => {
		const shown = [...knowledge.rights.values()].filter((right) => !right.withheld);
		expect(needIds.filter((need) => !shown.some((right) => right.needs.includes(need)))).toEqual([]);
		for (const [danger, doors] of knowledge.hotlines) {
			expect(
				doors.some((service) => service.phones.length > 0),
				danger,
			).toBe(true);
		}
	});

	test('every right can be told in both languages within 1,500 characters, and names a place to go or a way', () => {
		const outcomes = judgeRights(knowledge, {}, { asOf: '2026-02-10', declined: new Set() });
		expect(outcomes.length).toBeGreaterThan(10);
		for (const outcome of outcomes) {
			for (const language of ['id', 'en'] as const) {
				const text = tell(outcome, language, '2026-02-10', knowledge);
				expect(text.length, outcome.right.id).toBeLessThanOrEqual(1500);
				expect(text, outcome.right.id).not.toMatch(/undefined|null|\[object/);
			}
		}
	});

	test('nothing unchecked or disputed is told', () => {
		const outcomes = judgeRights(knowledge, {}, { asOf: '2026-02-10', declined: new Set() });
		const hidden = [...knowledge.services.values()].filter((service) => service.withheld);
		const told = outcomes.map((outcome) => tell(outcome, 'id', '2026-02-10', knowledge)).join('\n');
		for (const service of hidden) {
			if (service.phones.length > 0) expect(told).not.toContain(service.line.id);
		}
		expect(outcomes.filter((outcome) => outcome.right.withheld)).toEqual([]);
	});
});
