import type { Knowledge, RightTest } from '../knowledge/index.ts';
import { judgeRight, knownValues, placeOf } from './judge.ts';
import { nextQuestion } from './next-question.ts';

interface PlayedRightTest {
	test: RightTest;
	/** What came out otherwise than written, in one sentence; null when the test passed. */
	failure: string | null;
}

/** Plays tests of rights, those of withheld rights too: they must be right on the day they are shown again. */
export function playRightTests(knowledge: Knowledge, tests: readonly RightTest[]): PlayedRightTest[] {
	return tests.map((test) => ({ test, failure: play(knowledge, test) }));
}

function play(knowledge: Knowledge, test: RightTest): string | null {
	const right = knowledge.rights.get(test.right);
	if (right === undefined) return `There is no right "${test.right}".`;
	const known = knownValues(knowledge, test.values, test.declined, test.asOf);
	const outcome = judgeRight(right, known, placeOf(knowledge, known, null), test.asOf);
	if (outcome.kind !== test.outcome) {
		const why = outcome.reasons.map(({ rule, value }) => `${rule}: ${value}`).join(', ');
		return `The outcome is ${outcome.kind}, not ${test.outcome} (${why}).`;
	}
	if (
		test.reason !== undefined &&
		!outcome.reasons.some(({ rule, value }) => rule === test.reason && value === false)
	) {
		const failed = outcome.reasons.filter(({ value }) => value === false).map(({ rule }) => rule);
		return `The rule "${test.reason}" did not fail; failed: ${failed.join(', ') || 'none'}.`;
	}
	if (test.ask !== undefined) {
		const ask = nextQuestion([outcome], knowledge, test);
		if (ask !== test.ask) return `It asks ${ask ?? 'nothing'} next, not ${test.ask ?? 'nothing'}.`;
	}
	return null;
}
