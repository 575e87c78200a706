import type { Knowledge } from '../knowledge/index.ts';
import type { Outcome } from './types.ts';

/** A sensitive question waits until nothing else can be asked; a personal one must be worth half as much again. */
const cost = { low: 1, personal: 1.5, sensitive: 1 } as const;

/**
 * The fact to ask next, or null when no answer can change anything. Of all unknown facts that can still decide one of
 * these outcomes, the one that decides most for its price: rights of high weight count far more (survival before money),
 * and a fact that decides a rule alone counts more than one of several. The same input always gives the same question.
 */
export function nextQuestion(
	outcomes: readonly Outcome[],
	knowledge: Knowledge,
	declined: ReadonlySet<string>,
): string | null {
	const worth = new Map<string, number>();
	for (const outcome of outcomes) {
		if (outcome.kind !== 'needs_info') continue;
		for (const reason of outcome.reasons) {
			if (reason.value !== 'unknown') continue;
			for (const fact of reason.missing) {
				const gain = (outcome.right.weight + 10) ** 2 / reason.missing.length;
				worth.set(fact, (worth.get(fact) ?? 0) + gain);
			}
		}
	}
	let best: { id: string; sensitive: boolean; worth: number } | null = null;
	for (const { id, sensitivity } of knowledge.facts.values()) {
		const gain = worth.get(id);
		if (gain === undefined || declined.has(id)) continue;
		const candidate = { id, sensitive: sensitivity === 'sensitive', worth: gain / cost[sensitivity] };
		if (best === null || isBetter(candidate, best)) best = candidate;
	}
	return best?.id ?? null;
}

function isBetter(a: { sensitive: boolean; worth: number }, b: { sensitive: boolean; worth: number }): boolean {
	return a.sensitive === b.sensitive ? a.worth > b.worth : b.sensitive;
}
