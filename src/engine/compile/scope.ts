import type { FactType } from '../../expressions/index.ts';
import { dangerKinds, type Knowledge, needIds } from '../../knowledge/index.ts';
import { intents } from '../../language/index.ts';

/** What an expression may name, and which ids a choice can have. */
export interface Scope {
	readonly types: ReadonlyMap<string, FactType>;
	readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** The engine's own names, beside the declared facts. docs/flows.md explains them. */
const system: readonly (readonly [string, FactType, (readonly string[])?])[] = [
	['hakku.needs', 'list', needIds],
	['hakku.candidates', 'list', needIds],
	['hakku.danger', 'list', dangerKinds],
	['hakku.danger_grade', 'choice', ['certain', 'possible']],
	['hakku.intent', 'choice', intents],
	['hakku.language', 'choice', ['id', 'en']],
	['hakku.channel', 'choice', ['web', 'terminal', 'telegram', 'whatsapp']],
	['hakku.told', 'list'],
	['hakku.consented', 'yesno'],
	['hakku.claim', 'choice'],
	['hakku.moment', 'choice', ['intake', 'closing', 'after_30', 'after_90']],
];

export function scopeOf(knowledge: Knowledge): Scope {
	const types = new Map(knowledge.factTypes);
	const choices = new Map<string, readonly string[]>();
	for (const fact of knowledge.facts.values()) {
		if (fact.type === 'choice' || fact.type === 'region')
			choices.set(
				fact.id,
				fact.choices.map(({ id }) => id),
			);
	}
	for (const [name, type, ids] of system) {
		types.set(name, type);
		if (ids) choices.set(name, ids);
	}
	choices.set('hakku.told', [...knowledge.rights.keys()]);
	choices.set('hakku.claim', [...knowledge.rights.keys()]);
	return { types, choices };
}
