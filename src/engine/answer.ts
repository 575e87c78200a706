import type { Value } from '../expressions/index.ts';
import type { FactDeclaration } from '../knowledge/index.ts';
import { matchChoice, matchMisspelt } from './choices.ts';
import type { Choice, PhraseKey } from './flow.ts';
import { peopleMeant } from './household.ts';
import type { Answer } from './nodes/kind.ts';
import { isTypedRegion, regionMeant } from './region.ts';
import { factInWords, phrase, say, setFact, type Turn } from './turn.ts';

/** What an answer means for the open question. */
export type Meaning =
	| { readonly means: 'choice'; readonly choice: Choice }
	| { readonly means: 'value'; readonly value: Value }
	| { readonly means: 'ambiguous'; readonly between: readonly [Choice, Choice] }
	/** Several places may be meant: to be asked which. */
	| { readonly means: 'places'; readonly choices: readonly Choice[] }
	/** Not usable; the phrase says what is expected. */
	| { readonly means: 'nothing'; readonly hint: PhraseKey };

/** What is expected: one of the choices shown, or a value of the fact's type, or any text. */
export interface Expected {
	readonly shown: readonly Choice[];
	readonly fact: FactDeclaration | null;
	readonly anyText: boolean;
}

export function understand(turn: Turn, answer: Answer, expected: Expected): Meaning {
	const { shown, fact } = expected;
	if (answer.kind === 'unreadable') return { means: 'nothing', hint: 'media_not_read' };
	if (answer.kind === 'choice') {
		const choice = shown.find(({ id }) => id === answer.choice);
		return choice ? { means: 'choice', choice } : { means: 'nothing', hint: 'old_button' };
	}
	const { language } = turn.release;
	const key = language.key(answer.text);
	const picked = matchChoice(key, shown, fact?.type !== 'number');
	if (picked.match === 'one') return { means: 'choice', choice: picked.choice };
	if (picked.match === 'ambiguous') return { means: 'ambiguous', between: picked.between };
	const { skipChoice } = turn.release.flows;
	if (skipChoice.keys.has(key) && shown.includes(skipChoice)) return { means: 'choice', choice: skipChoice };
	if (fact !== null && isTypedRegion(fact)) return regionMeant(turn, answer.text, shown);
	if (fact === null || fact.type === 'choice' || fact.type === 'region')
		return choiceOrText(key, answer.text, expected);
	return typedValue(turn, answer.text, key, expected, fact);
}

function choiceOrText(key: string, text: string, { shown, anyText }: Expected): Meaning {
	const misspelt = matchMisspelt(key, shown);
	if (misspelt) return { means: 'choice', choice: misspelt };
	if (anyText && text.trim() !== '') return { means: 'value', value: text };
	return { means: 'nothing', hint: shown.length > 0 ? 'not_a_choice' : 'not_understood' };
}

function typedValue(turn: Turn, text: string, key: string, expected: Expected, fact: FactDeclaration): Meaning {
	const { language } = turn.release;
	switch (fact.type) {
		case 'yesno': {
			const yes = language.yesno(text);
			if (yes !== null) return { means: 'value', value: yes };
			const misspelt = matchMisspelt(key, expected.shown);
			return misspelt ? { means: 'choice', choice: misspelt } : { means: 'nothing', hint: 'not_yes_no' };
		}
		case 'number': {
			const number = language.number(text);
			if (number === null) return { means: 'nothing', hint: 'not_a_number' };
			const fits = (fact.min === null || number >= fact.min) && (fact.max === null || number <= fact.max);
			return fits ? { means: 'value', value: number } : { means: 'nothing', hint: 'number_out_of_range' };
		}
		case 'people': {
			const people = peopleMeant(turn, fact, text);
			return people === null ? { means: 'nothing', hint: 'people_not_heard' } : { means: 'value', value: people };
		}
		case 'date': {
			const date = language.date(text, turn.context.today);
			return date === null ? { means: 'nothing', hint: 'not_a_date' } : { means: 'value', value: date };
		}
		default:
			return text.trim() === ''
				? { means: 'nothing', hint: 'not_understood' }
				: { means: 'value', value: text.trim().slice(0, turn.limits.answer) };
	}
}

/** What to say about an answer that does not fit. */
export function hint(turn: Turn, key: PhraseKey, fact: FactDeclaration | null): string {
	return phrase(turn, key, String(fact?.min ?? 0), String(fact?.max ?? ''));
}

/** Stores what was answered to a question about a fact; the skip choice declines it. */
export function keepAnswer(turn: Turn, fact: FactDeclaration, meaning: Meaning): void {
	const at = turn.context.now;
	if (meaning.means === 'value') {
		setFact(turn, fact.id, { status: 'known', value: meaning.value, at, how: 'answer' });
		if (isTypedRegion(fact)) say(turn, phrase(turn, 'region_noted', factInWords(turn, fact) ?? ''));
	}
	if (meaning.means !== 'choice') return;
	if (meaning.choice === turn.release.flows.skipChoice)
		setFact(turn, fact.id, { status: 'declined', at, how: 'answer' });
	else setFact(turn, fact.id, { status: 'known', value: choiceValue(fact, meaning.choice.id), at, how: 'answer' });
}

function choiceValue(fact: FactDeclaration, id: string): Value {
	if (fact.type === 'yesno') return id === 'ya';
	if (fact.type === 'number') return Number(id);
	return id;
}
