import type { Knowledge, Right } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import { lengthUncut, longestMessage } from './tell.ts';
import type { Outcome } from './types.ts';

/** Rights about which so much must be said that the message is cut to fit a chat. `asOf` (ISO date) decides which figures are told. */
export function lintTold(knowledge: Knowledge, asOf: string): Finding[] {
	return [...knowledge.rights.values()].flatMap((right): Finding[] => {
		const lengths = (['id', 'en'] as const).flatMap((language) =>
			outcomesOf(right).map((outcome) => lengthUncut(outcome, language, asOf, knowledge)),
		);
		const longest = Math.max(...lengths);
		if (longest <= longestMessage) return [];
		const message = `What is told of this right takes up to ${longest} characters; ${longestMessage} fit into a message, so texts are cut.`;
		const fix = 'Shorten the summary, the way to apply or what to do after a refusal.';
		return [{ severity: 'warning', code: 'right.told.cut', file: right.file, line: 1, column: 1, message, fix }];
	});
}

/** Everything fits; nothing is known; everything fails. */
function outcomesOf(right: Right): Outcome[] {
	const reasons = (value: boolean) =>
		right.rules.map(({ id, pass, fail, fix }) => ({
			rule: id,
			value,
			text: value ? pass : fail,
			fix: value ? null : fix,
			missing: [],
		}));
	const missing = right.rules.flatMap((rule) => rule.when.facts);
	const unknown = reasons(true).map((reason) => ({ ...reason, value: 'unknown' as const, text: null }));
	return [
		{ right, kind: 'likely', reasons: reasons(true), missing: [] },
		{ right, kind: 'needs_info', reasons: unknown, missing },
		{ right, kind: 'unlikely', reasons: reasons(false), missing: [] },
	];
}
