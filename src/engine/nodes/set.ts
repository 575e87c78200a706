import { z } from 'zod';
import type { FactType, ValueExpression } from '../../expressions/index.ts';
import { type NeedId, needIds } from '../../knowledge/index.ts';
import type { YamlPath } from '../../yaml/index.ts';
import type { Compiling } from '../compiling.ts';
import { setFact, update, valuesOf } from '../turn.ts';
import type { NodeKind } from './kind.ts';

/** What a fact of each type can take. */
const takes: Readonly<Record<FactType, readonly ValueExpression['type'][]>> = {
	text: ['text', 'date'],
	choice: ['text'],
	region: ['text'],
	yesno: ['yesno'],
	number: ['number'],
	date: ['date'],
	list: ['list'],
	// Who lives in a home is heard and asked, never computed.
	people: [],
};

const isNeed = (id: string): id is NeedId => (needIds as readonly string[]).includes(id);

/** `set: { fact: 'expression' }` stores facts. `hakku.language` and `hakku.needs` change the conversation itself. */
export const setKind: NodeKind<'set', Record<string, string>> = {
	kind: 'set',
	schema: z.record(z.string(), z.string()),
	compile: (raw, at) => ({
		kind: 'set',
		facts: Object.entries(raw).flatMap(([fact, source]) => {
			const path: YamlPath = [...at.path, fact];
			const type = typeOf(fact, at, path);
			const value = type === null ? null : at.value(source, path);
			if (type === null || value === null) return [];
			if (!takes[type].includes(value.type)) {
				const message = `${fact} is a ${type}, and this expression gives a ${value.type}.`;
				at.finding(path, 'flow.set.type', message, 'Write an expression of the fact’s own type.');
			}
			return [{ fact, value }];
		}),
	}),
	enter(node, turn) {
		for (const { fact, value } of node.facts) {
			const result = value.evaluate(valuesOf(turn), turn.context.today);
			if (fact === 'hakku.language') {
				if (result === 'id' || result === 'en') update(turn, { language: result });
			} else if (fact === 'hakku.needs') {
				if (Array.isArray(result)) update(turn, { needs: result.filter(isNeed) });
			} else if (result !== undefined) {
				setFact(turn, fact, { status: 'known', value: result, at: turn.context.now, how: 'flow' });
			}
		}
		return { move: 'next' };
	},
};

function typeOf(fact: string, at: Compiling, path: YamlPath): FactType | null {
	if (fact === 'hakku.language') return 'choice';
	if (fact === 'hakku.needs') return 'list';
	return at.fact(fact, path)?.type ?? null;
}
