import { z } from 'zod';
import type { FactDeclaration } from '../../knowledge/index.ts';
import { nextQuestion, type Outcome, tell, tellReceived } from '../../rights/index.ts';
import { hint, keepAnswer, type Meaning, understand } from '../answer.ts';
import type { Choice, RightsNode } from '../flow.ts';
import { keepPeople } from '../household.ts';
import { choicesOf, openChoices, pose, questionText } from '../question.ts';
import { standing } from '../standing.ts';
import { declinedIn, phrase, say, setTop, type Turn, topFrame, update, valuesOf } from '../turn.ts';
import type { Answer, NodeKind } from './kind.ts';

const schema = z.strictObject({
	needs: z.array(z.string()).optional(),
	limit: z.number().int().min(1).max(5).default(3),
	questions: z.number().int().min(0).max(15).default(6),
});
type Raw = z.infer<typeof schema>;

/** `rights: {…}` asks only what can still change an answer, then tells the rights, the most important first. */
export const rightsKind: NodeKind<'rights', Raw> = {
	kind: 'rights',
	schema: schema as z.ZodType<Raw>,
	compile: (raw, at) => ({
		kind: 'rights',
		needs: raw.needs?.flatMap((need, index) => at.need(need, [...at.path, 'needs', index]) ?? []) ?? null,
		limit: raw.limit,
		questions: raw.questions,
	}),
	enter(node, turn) {
		const visit = topFrame(turn)?.visit ?? { asked: 0, told: [] };
		const outcomes = judge(node, turn);
		if (visit.told.length > 0) return askMore(turn, outcomes);
		const open = askedFact(turn);
		const next = askNext(turn, outcomes);
		// What was not understood is asked again, and counts once.
		const again = next !== null && next.id === open?.id;
		const fact = again || visit.asked < node.questions ? next : null;
		if (fact === null) return tellNext(node, turn, outcomes);
		if (!again) visitWith(turn, { ...visit, asked: visit.asked + 1 });
		pose(turn, { text: questionText(turn, fact), fact, choices: choicesOf(turn, fact), skip: true, remind: [] });
		return { move: 'wait' };
	},
	choices: (_node, turn) => openChoices(turn, offered(turn)),
	answer(node, turn, answer) {
		const fact = askedFact(turn);
		const { moreChoices } = turn.release.flows;
		const shown = openChoices(turn, offered(turn));
		if (fact === null && skips(turn, answer)) return { move: 'next' };
		const meaning = understand(turn, answer, { shown, fact, anyText: fact?.type === 'text' });
		if (meaning.means === 'nothing') return { move: 'retry', hint: hint(turn, meaning.hint, fact) };
		if (meaning.means === 'places') {
			pose(turn, { text: phrase(turn, 'region_which'), fact, choices: meaning.choices, skip: true, remind: [] });
			return { move: 'wait' };
		}
		if (meaning.means === 'ambiguous') return { move: 'retry', hint: hint(turn, 'not_a_choice', fact) };
		if (fact) {
			if (fact.type === 'people') return takePeople(node, turn, fact, meaning);
			keepAnswer(turn, fact, meaning);
			return rightsKind.enter(node, turn);
		}
		const more = meaning.means === 'choice' && meaning.choice === moreChoices[0];
		return more ? tellNext(node, turn, judge(node, turn)) : { move: 'next' };
	},
};

/** The list is shown again until they say that it is everybody, or leave it at that; all that counts as one question. */
function takePeople(node: RightsNode, turn: Turn, fact: FactDeclaration, meaning: Meaning) {
	if (keepPeople(turn, fact, meaning) === 'done') return rightsKind.enter(node, turn);
	pose(turn, { text: questionText(turn, fact), fact, choices: choicesOf(turn, fact), skip: true, remind: [] });
	return { move: 'wait' } as const;
}

function askedFact(turn: Turn): FactDeclaration | null {
	const id = turn.session.question?.fact;
	return id ? (turn.release.knowledge.facts.get(id) ?? null) : null;
}

function offered(turn: Turn): readonly Choice[] {
	const fact = askedFact(turn);
	return fact ? choicesOf(turn, fact) : turn.release.flows.moreChoices;
}

function judge(node: RightsNode, turn: Turn): readonly Outcome[] {
	return standing(turn.release, turn.session, turn.context, node.needs ?? turn.session.needs);
}

function askNext(turn: Turn, outcomes: readonly Outcome[]) {
	const id = nextQuestion(outcomes, turn.release.knowledge, {
		values: valuesOf(turn),
		declined: declinedIn(turn.session),
		asOf: turn.context.today,
	});
	return id === null ? null : (turn.release.knowledge.facts.get(id) ?? null);
}

function visitWith(turn: Turn, visit: { asked: number; told: readonly string[] }): void {
	const frame = topFrame(turn);
	if (frame) setTop(turn, { ...frame, visit });
}

/** Tells the next few rights; while some are left, asks whether to go on. */
function tellNext(node: RightsNode, turn: Turn, outcomes: readonly Outcome[]) {
	const visit = topFrame(turn)?.visit ?? { asked: 0, told: [] };
	const left = untold(turn, outcomes);
	const received = visit.told.length === 0 ? tellReceived(outcomes, turn.session.language) : null;
	if (left.length === 0) {
		if (received !== null) say(turn, received);
		say(turn, phrase(turn, visit.told.length === 0 && received === null ? 'rights_none' : 'rights_done'));
		return { move: 'next' } as const;
	}
	const now = left.slice(0, node.limit);
	if (visit.told.length === 0) say(turn, phrase(turn, 'rights_intro'));
	for (const outcome of now) {
		say(turn, tell(outcome, turn.session.language, turn.context.today, turn.release.knowledge));
		update(turn, { told: { ...turn.session.told, [outcome.right.id]: outcome.kind } });
	}
	if (received !== null) say(turn, received);
	visitWith(turn, { ...visit, told: [...visit.told, ...now.map(({ right }) => right.id)] });
	return askMore(turn, outcomes);
}

/** While rights are left that were not told yet, asks whether to go on. */
function askMore(turn: Turn, outcomes: readonly Outcome[]) {
	const left = untold(turn, outcomes).length;
	if (left === 0) return { move: 'next' } as const;
	const text = phrase(turn, 'rights_more', String(left));
	pose(turn, { text, fact: null, choices: turn.release.flows.moreChoices, skip: false, remind: [] });
	return { move: 'wait' } as const;
}

function untold(turn: Turn, outcomes: readonly Outcome[]): readonly Outcome[] {
	const told = topFrame(turn)?.visit?.told ?? [];
	return outcomes.filter(({ right, kind }) => kind !== 'not_applicable' && !told.includes(right.id));
}

/** "Lewati" to whether they want to see more is enough of an answer. */
function skips(turn: Turn, answer: Answer): boolean {
	const { flows, language } = turn.release;
	return answer.kind === 'text' && flows.skipChoice.keys.has(language.key(answer.text));
}
