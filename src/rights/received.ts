import type { TextLanguage } from '../knowledge/index.ts';
import type { Outcome } from './types.ts';
import { heads } from './words.ts';

/** Whether these people have the right already: it is not offered again. */
function isReceived({ right, reasons }: Outcome): boolean {
	const already = new Set(right.rules.filter((rule) => rule.received).map((rule) => rule.id));
	return reasons.some(({ rule, value }) => value === false && already.has(rule));
}

/** What people have already and how each can be checked, as one message; null when it is nothing. */
export function tellReceived(outcomes: readonly Outcome[], language: TextLanguage): string | null {
	const lines = outcomes.filter(isReceived).map(({ right, reasons }) => {
		const already = reasons.find(
			({ rule, value }) => value === false && right.rules.some(({ id, received }) => id === rule && received),
		);
		return `- ${right.name[language]}${already?.fix ? `. ${already.fix[language]}` : ''}`;
	});
	return lines.length === 0 ? null : `${heads.received[language]}:\n${lines.join('\n')}`;
}
