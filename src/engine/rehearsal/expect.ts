import type { Played } from './play.ts';
import type { Expectation } from './schema.ts';

const priorities = { danger: 1, urgent: 2, normal: 3 } as const;

/** Why an expectation is not met, in one sentence; null when it is. */
export function unmet(expected: Expectation, played: Played): string | null {
	const { session, known, messages, handoffs } = played;
	const texts = messages.map(({ text }) => text);
	if ('needs' in expected) return same('the needs', sorted(expected.needs), sorted(known?.needs ?? []));
	if ('right' in expected) return unmetRight(expected.right, expected.outcome, played);
	if ('text' in expected) return contains(texts, expected.text) ? null : `No message contains "${expected.text}".`;
	if ('no_text' in expected)
		return contains(texts, expected.no_text) ? `A message contains "${expected.no_text}".` : null;
	if ('last' in expected) {
		return contains(texts.slice(-1), expected.last) ? null : `The last message does not contain "${expected.last}".`;
	}
	if ('choices' in expected) return same('the open choices', expected.choices, session?.question?.choices ?? []);
	if ('fact' in expected) {
		const fact = known?.facts[expected.fact];
		return same(expected.fact, expected.value, fact?.status === 'known' ? fact.value : null);
	}
	if ('case' in expected) {
		const last = handoffs.at(-1)?.priority ?? 'none';
		return same('the case', expected.case === 'none' ? 'none' : priorities[expected.case], last);
	}
	if ('danger' in expected) return same('the dangers', sorted(expected.danger), sorted(known?.dangers ?? []));
	if ('refusal' in expected) {
		const told = handoffs.at(-1)?.refusal ?? known?.refusal ?? {};
		return same('the refusal', expected.refusal, pick(told, Object.keys(expected.refusal)));
	}
	if ('claim' in expected) {
		const said = played.effects.findLast((one) => one.kind === 'claim');
		return same('what was said of the right', expected.claim, said?.kind === 'claim' ? said.answer : null);
	}
	if ('life' in expected) {
		const told = played.effects.findLast((one) => one.kind === 'self_report');
		return same('the self-report', expected.life, told?.kind === 'self_report' ? told.answers : null);
	}
	return same('the language', expected.language, session?.language);
}

/** With an outcome: how the right stands, told or not. Without one: that it was told. */
function unmetRight(id: string, outcome: string | undefined, { known, rights }: Played): string | null {
	const told = known?.told[id];
	if (outcome === 'not_told') return told === undefined ? null : `${id} was told as ${told}.`;
	if (outcome !== undefined) return same(id, outcome, rights[id] ?? 'not_applicable');
	return told === undefined ? `The right ${id} was not told.` : null;
}

function contains(texts: readonly string[], part: string): boolean {
	return texts.some((text) => text.toLowerCase().includes(part.toLowerCase()));
}

function same(what: string, expected: unknown, found: unknown): string | null {
	const [want, have] = [JSON.stringify(expected), JSON.stringify(found)];
	return want === have ? null : `Expected ${what} to be ${want}, found ${have}.`;
}

function sorted(list: readonly string[]): readonly string[] {
	return [...list].sort();
}

function pick(from: object, keys: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
