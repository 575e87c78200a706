import type { FactDeclaration } from '../knowledge/index.ts';
import type { Choice } from './flow.ts';
import { peopleChoices, peopleText } from './household.ts';
import { isTypedRegion, placeChoices } from './region.ts';
import { fill } from './template.ts';
import { effect, say, type Turn, topFrame, update, valuesOf, written } from './turn.ts';
import type { ShownChoice } from './types.ts';

/** A question to put to the person. */
export interface Question {
	readonly text: string;
	readonly fact: FactDeclaration | null;
	readonly choices: readonly Choice[];
	readonly skip: boolean;
	/** Milliseconds after which it is asked again. */
	readonly remind: readonly number[];
}

/** Sends the question and leaves it open. */
export function pose(turn: Turn, question: Question): void {
	const frame = topFrame(turn);
	if (!frame) return;
	const asked = turn.session.asked + 1;
	const id = `${placeOf(frame.flow, frame.node, question.fact?.id ?? null)}#${asked}`;
	const choices = showable(turn, question.choices, question.skip);
	const before = turn.session.question;
	const again = before !== null && sameQuestion(before.id, id);
	update(turn, {
		asked,
		question: {
			id,
			fact: question.fact?.id ?? null,
			choices: choices.map((choice) => choice.id),
			tries: again ? before.tries : 0,
		},
	});
	say(turn, question.text, shown(turn, choices), id);
	for (const delay of question.remind) {
		effect(turn, { kind: 'set_timer', timer: `remind:${id}:${delay}`, due: turn.context.now + delay });
	}
}

/** Two question ids of the same place: an old button still means the same there. */
export function sameQuestion(a: string, b: string): boolean {
	return a.slice(0, a.lastIndexOf('#')) === b.slice(0, b.lastIndexOf('#'));
}

function placeOf(flow: string, node: string, fact: string | null): string {
	return fact === null ? `${flow}.${node}` : `${flow}.${node}.${fact}`;
}

function showable(turn: Turn, choices: readonly Choice[], skip: boolean): readonly Choice[] {
	const { skipChoice } = turn.release.flows;
	const values = choices.some(({ when }) => when !== null) ? valuesOf(turn) : {};
	const visible = choices.filter(({ when }) => when === null || when.judge(values, turn.context.today).value === true);
	return skip ? [...visible, skipChoice] : visible;
}

function shown(turn: Turn, choices: readonly Choice[]): readonly ShownChoice[] {
	const filling = { fact: () => null, needs: () => null, answer: () => null, claim: () => null };
	return choices.map(({ id, label }) => ({ id, label: fill(label, turn.session.language, filling) || id }));
}

/** The choices of the open question, in the order shown. */
export function openChoices(turn: Turn, choices: readonly Choice[]): readonly Choice[] {
	const ids = turn.session.question?.choices ?? [];
	const { skipChoice } = turn.release.flows;
	return ids.flatMap((id) => (id === skipChoice.id ? skipChoice : (choices.find((choice) => choice.id === id) ?? [])));
}

/** The answers to choose from; for a typed place, those that the open question offers. */
export function choicesOf(turn: Turn, fact: FactDeclaration): readonly Choice[] {
	if (fact.type === 'people') return peopleChoices(turn, fact);
	if (!isTypedRegion(fact)) return turn.release.flows.factChoices.get(fact.id) ?? [];
	const { question } = turn.session;
	return question?.fact === fact.id ? placeChoices(turn, question.choices) : [];
}

/** The words of a question that a `rights` node asks: the question, and why it is asked. */
export function questionText(turn: Turn, fact: FactDeclaration): string {
	const { language } = turn.session;
	const asked = fact.why === null ? fact.question[language] : `${fact.question[language]}\n\n${fact.why[language]}`;
	return fact.type === 'people' ? peopleText(turn, fact, asked) : asked;
}

export function labelOf(turn: Turn, choice: Choice): string {
	return written(turn, choice.label);
}
