import { describe, expect, test } from 'vitest';
import { measureAsking } from '../../src/rights/index.ts';
import { fixtureKnowledge } from '../knowledge/fixture.ts';
import { shippedKnowledge } from '../knowledge/shipped.ts';

const day = '2026-02-10';

describe('how much asking the next question spares', () => {
	test('the same knowledge, day and seed give the same measure; another seed gives other households', () => {
		const knowledge = fixtureKnowledge();
		expect(measureAsking(knowledge, day)).toEqual(measureAsking(knowledge, day));
		expect(measureAsking(knowledge, day, 100, 2)).not.toEqual(measureAsking(knowledge, day));
	});

	test('with what Hakku ships, a quarter fewer questions than a form reach nearly every outcome', async () => {
		const measure = measureAsking(await shippedKnowledge(), day);
		expect(measure.households).toBe(100);
		expect(measure.until_settled).toBeLessThan(0.75 * measure.asking_everything);
		expect(measure.reached).toBeGreaterThan(0.97);
		expect(measure.within_limit.questions).toBeLessThanOrEqual(6);
		expect(measure.within_limit.reached).toBeGreaterThan(0.8);
	});

	test('nobody is asked more than there is to ask', () => {
		for (const seed of [1, 2, 3]) {
			const measure = measureAsking(fixtureKnowledge(), day, 50, seed);
			expect(measure.until_settled).toBeLessThanOrEqual(measure.asking_everything + 1);
		}
	});
});
