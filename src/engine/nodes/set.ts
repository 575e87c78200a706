import { z } from 'zod';
import { type NeedId, needIds } from '../../knowledge/index.ts';
import { setFact, update, valuesOf } from '../turn.ts';
import type { NodeKind } from './kind.ts';

const isNeed = (id: string): id is NeedId => (needIds as readonly string[]).includes(id);

/** `set: { fact: 'expression' }` stores facts. `hakku.language` and `hakku.needs` change the conversation itself. */
export const setKind: NodeKind<'set', Record<string, string>> = {
	kind: 'set',
	schema: z.record(z.string(), z.string()),
	compile: (raw, at) => ({
		kind: 'set',
		facts: Object.entries(raw).flatMap(([fact, source]) => {
			const path = [...at.path, fact];
			if (fact !== 'hakku.language' && fact !== 'hakku.needs' && at.fact(fact, path) === null) return [];
			const value = at.value(source, path);
			return value === null ? [] : [{ fact, value }];
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
				setFact(turn, fact, { status: 'known', value: result, at: turn.context.now });
			}
		}
		return { move: 'next' };
	},
};
