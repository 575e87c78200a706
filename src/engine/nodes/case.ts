import { z } from 'zod';
import { effect, factInWords, type Turn, update } from '../turn.ts';
import type { ReportedRefusal } from '../types.ts';
import type { NodeKind } from './kind.ts';

const part = z.string().optional();
const schema = z.strictObject({
	refusal: z.strictObject({ institution: part, service: part, reason: part, asked: part }),
	/** The fact that holds an institution which a story named, until the person confirms it. */
	mentioned: part,
});
type Raw = z.infer<typeof schema>;

const parts = ['institution', 'service', 'reason', 'asked'] as const;

/** `case: { refusal: {…} }` records that an institution turned the person away. */
export const caseKind: NodeKind<'case', Raw> = {
	kind: 'case',
	schema: schema as z.ZodType<Raw>,
	compile(raw, at) {
		const refusal: Partial<Record<(typeof parts)[number], string>> = {};
		for (const name of parts) {
			const fact = raw.refusal[name];
			if (fact !== undefined && at.fact(fact, [...at.path, 'refusal', name])) refusal[name] = fact;
		}
		const { mentioned } = raw;
		const known = mentioned !== undefined && at.fact(mentioned, [...at.path, 'mentioned']) !== null;
		return { kind: 'case', refusal, mentioned: known ? mentioned : null };
	},
	enter(node, turn) {
		const refusal: ReportedRefusal = {
			institution: inWords(turn, node.refusal.institution),
			service: inWords(turn, node.refusal.service),
			reason: inWords(turn, node.refusal.reason),
			asked: inWords(turn, node.refusal.asked),
		};
		update(turn, { refusal });
		effect(turn, { kind: 'refusal', refusal });
		return { move: 'next' };
	},
};

function inWords(turn: Turn, id: string | undefined): string | null {
	const fact = id === undefined ? undefined : turn.release.knowledge.facts.get(id);
	return fact ? factInWords(turn, fact) : null;
}
