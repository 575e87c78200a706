import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../src/http/index.ts';

describe('a limit on how often', () => {
	it('lets a burst through, then one each interval, and says how long to wait', () => {
		const limit = createRateLimit({ burst: 3, every: 1_000 });
		expect([0, 0, 0].map((now) => limit.take('a', now))).toEqual([0, 0, 0]);
		expect(limit.take('a', 0)).toBe(1_000);
		expect(limit.take('a', 400)).toBe(600);
		expect(limit.take('a', 1_000)).toBe(0);
		expect(limit.take('b', 1_000)).toBe(0);
	});

	it('locks nobody out when the clock is set back', () => {
		const limit = createRateLimit({ burst: 2, every: 1_000 });
		limit.take('a', 3_600_000);
		expect(limit.take('a', 0)).toBe(0);
		expect(limit.take('a', 0)).toBe(1_000);
		expect(limit.take('a', 1_000)).toBe(0);
	});

	it('takes back what did not count', () => {
		const limit = createRateLimit({ burst: 1, every: 1_000 });
		for (let n = 0; n < 3; n++) {
			expect(limit.take('a', 0)).toBe(0);
			limit.give('a');
		}
		limit.give('a');
		expect([limit.take('a', 0), limit.take('a', 0)]).toEqual([0, 1_000]);
	});

	it('remembers a bounded number of keys', () => {
		const limit = createRateLimit({ burst: 1, every: 1_000, keys: 2 });
		for (const key of ['a', 'b', 'c']) expect(limit.take(key, 0)).toBe(0);
		expect(limit.take('c', 0)).toBeGreaterThan(0);
		expect(limit.take('a', 0)).toBe(0);
	});
});
