import { z } from 'zod';
import type { FactDeclaration } from '../../knowledge/index.ts';
import type { Compiling } from '../compiling.ts';
import { type CaseNode, claimAnswers, lifeParts } from '../flow.ts';
import { effect, factInWords, type Turn, update } from '../turn.ts';
import type { ReportedRefusal } from '../types.ts';
import type { NodeKind } from './kind.ts';

const part = z.string().optional();
const refusalSchema = z.strictObject({
	refusal: z.strictObject({ institution: part, service: part, reason: part, asked: part }),
	/** The fact that holds an institution which a story named, until the person confirms it. */
	mentioned: part,
});
const claimSchema = z.strictObject({ claim: z.enum(claimAnswers), because: part });
const reportSchema = z.strictObject({ self_report: z.partialRecord(z.enum(lifeParts), z.string()) });
const schema = z.union([refusalSchema, claimSchema, reportSchema]);
type Raw = z.infer<typeof schema>;

/** How long after the office asked about a right a refusal is taken to be about it, in milliseconds. */
const FRESH = 7 * 24 * 3_600_000;

const parts = ['institution', 'service', 'reason', 'asked'] as const;

/**
 * `case: { refusal: {…} }` records that an institution turned the person away; `case: { claim: obtained }` how it went with the right
 * that is followed up; `case: { self_report: {…} }` how the person's days are. The last two do nothing where nothing was asked for.
 */
export const caseKind: NodeKind<'case', Raw> = {
	kind: 'case',
	schema: schema as z.ZodType<Raw>,
	compile(raw, at) {
		const nothing = { kind: 'case', refusal: null, mentioned: null, claim: null, report: null } as const;
		if ('claim' in raw) {
			const { because } = raw;
			const known = because !== undefined && at.fact(because, [...at.path, 'because']) !== null;
			return { ...nothing, claim: { answer: raw.claim, because: known ? because : null } };
		}
		if ('self_report' in raw) return { ...nothing, report: reportOf(raw.self_report, at) };
		const refusal: Partial<Record<(typeof parts)[number], string>> = {};
		for (const name of parts) {
			const fact = raw.refusal[name];
			if (fact !== undefined && at.fact(fact, [...at.path, 'refusal', name])) refusal[name] = fact;
		}
		const { mentioned } = raw;
		const known = mentioned !== undefined && at.fact(mentioned, [...at.path, 'mentioned']) !== null;
		return { ...nothing, refusal, mentioned: known ? mentioned : null };
	},
	enter(node, turn) {
		if (node.refusal !== null) recordRefusal(node.refusal, turn);
		if (node.claim !== null) recordClaim(node.claim, turn);
		if (node.report !== null) recordLife(node.report, turn);
		return { move: 'next' };
	},
};

/** The first of the three choices of a fact is the best, the last the worst. */
function reportOf(raw: Readonly<Record<string, string | undefined>>, at: Compiling): Record<string, FactDeclaration> {
	const report: Record<string, FactDeclaration> = {};
	for (const [name, id] of Object.entries(raw)) {
		const path = [...at.path, 'self_report', name];
		const fact = id === undefined ? null : at.fact(id, path);
		if (fact === null) continue;
		if (fact.type === 'choice' && fact.choices.length === 3) report[name] = fact;
		else
			at.finding(
				path,
				'flow.report.steps',
				`The fact "${fact.id}" does not have three choices.`,
				'Declare it with three choices, the best first and the worst last.',
			);
	}
	return report;
}

function recordRefusal(refused: NonNullable<CaseNode['refusal']>, turn: Turn): void {
	const { subject } = turn.session;
	const recent = subject != null && turn.context.now - subject.since < FRESH;
	const claim = recent ? subject.claim : null;
	const refusal: ReportedRefusal = {
		institution: inWords(turn, refused.institution),
		service: inWords(turn, refused.service),
		reason: inWords(turn, refused.reason),
		asked: inWords(turn, refused.asked),
		...(claim !== null && { claim }),
	};
	update(turn, { refusal });
	effect(turn, { kind: 'refusal', refusal });
}

/** Only where the office asked; `stop` ends the asking for all rights. */
function recordClaim({ answer, because }: NonNullable<CaseNode['claim']>, turn: Turn): void {
	const claim = turn.session.subject?.claim ?? null;
	if (claim === null) return;
	const hinders = inWords(turn, because ?? undefined);
	effect(turn, { kind: 'claim', claim: answer === 'stop' ? null : claim, answer, because: hinders });
}

/** Only what was answered this time: an answer from months ago is no news. */
function recordLife(report: NonNullable<CaseNode['report']>, turn: Turn): void {
	const { subject, facts } = turn.session;
	if (subject == null || subject.moment === null) return;
	const answers: Record<string, number> = {};
	for (const [name, fact] of Object.entries(report)) {
		const known = facts[fact.id];
		if (known?.status !== 'known' || known.at < subject.since) continue;
		const step = fact.choices.findIndex(({ id }) => id === known.value);
		if (step >= 0) answers[name] = fact.choices.length - 1 - step;
	}
	update(turn, { subject: null });
	if (Object.keys(answers).length > 0)
		effect(turn, { kind: 'self_report', case: subject.case, moment: subject.moment, answers });
}

function inWords(turn: Turn, id: string | undefined): string | null {
	const fact = id === undefined ? undefined : turn.release.knowledge.facts.get(id);
	return fact ? factInWords(turn, fact) : null;
}
