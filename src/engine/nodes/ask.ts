import { z } from 'zod';
import type { YamlPath } from '../../yaml/index.ts';
import { hint, keepAnswer, understand } from '../answer.ts';
import type { Compiling } from '../compiling.ts';
import type { AskNode, Choice } from '../flow.ts';
import { hear } from '../hear.ts';
import { choicesOf, labelOf, openChoices, pose } from '../question.ts';
import { phrase, say, type Turn, written } from '../turn.ts';
import type { NodeKind } from './kind.ts';

const choiceSchema = z.strictObject({
	id: z.string(),
	label: z.string(),
	also: z.array(z.string()).default([]),
	goto: z.string().optional(),
	when: z.string().optional(),
});

const schema = z.strictObject({
	text: z.string(),
	into: z.string().optional(),
	choices: z.array(choiceSchema).max(20).default([]),
	listen: z.boolean().default(false),
	skip: z.boolean().default(false),
	retries: z.number().int().min(0).max(10).default(2),
	on_exhausted: z.string().optional(),
	retry: z.string().optional(),
	remind: z.array(z.string()).max(3).default([]),
});

type Raw = z.infer<typeof schema>;

/** `ask: {…}` sends a question and waits for the answer. */
export const askKind: NodeKind<'ask', Raw> = {
	kind: 'ask',
	schema: schema as z.ZodType<Raw>,
	compile(raw, at) {
		const into = raw.into === undefined ? null : at.fact(raw.into, [...at.path, 'into']);
		if (raw.into === undefined && raw.choices.length === 0 && !raw.listen) {
			at.finding(
				at.path,
				'flow.ask.nothing',
				'This question has neither `into`, nor `choices`, nor `listen`.',
				'Say where the answer goes: add `into: a.fact`, or choices with `goto`.',
			);
		}
		if (into?.type === 'people') {
			const message = `Who lives in a home ("${into.id}") is not asked by \`ask\`.`;
			at.finding(
				[...at.path, 'into'],
				'flow.ask.people',
				message,
				'A `rights` node asks it where it spares questions.',
			);
		}
		return {
			kind: 'ask',
			text: at.text(raw.text, 'text', [...at.path, 'text']),
			into,
			choices: raw.choices.map((choice, index) => compileChoice(choice, at, [...at.path, 'choices', index])),
			listen: raw.listen,
			skip: raw.skip,
			retries: raw.retries,
			onExhausted: raw.on_exhausted === undefined ? null : at.target(raw.on_exhausted, [...at.path, 'on_exhausted']),
			retry: raw.retry === undefined ? null : at.text(raw.retry, 'retry', [...at.path, 'retry']),
			remind: raw.remind.map((delay, index) => at.duration(delay, [...at.path, 'remind', index])),
		};
	},
	enter(node, turn) {
		pose(turn, {
			text: written(turn, node.text),
			fact: node.into,
			choices: offered(node, turn),
			skip: node.skip,
			remind: node.remind,
		});
		return { move: 'wait' };
	},
	choices: (node, turn) => openChoices(turn, offered(node, turn)),
	answer(node, turn, answer) {
		const expected = {
			shown: openChoices(turn, offered(node, turn)),
			fact: node.into,
			anyText: node.listen || node.into?.type === 'text',
		};
		const meaning = understand(turn, answer, expected);
		if (meaning.means === 'ambiguous') {
			const [first, second] = meaning.between;
			say(turn, phrase(turn, 'number_ambiguous', labelOf(turn, first), labelOf(turn, second)));
			return askKind.enter(node, turn);
		}
		if (meaning.means === 'places') {
			const text = phrase(turn, 'region_which');
			pose(turn, { text, fact: node.into, choices: meaning.choices, skip: node.skip, remind: node.remind });
			return { move: 'wait' };
		}
		if (meaning.means === 'nothing') {
			return { move: 'retry', hint: node.retry ? written(turn, node.retry) : hint(turn, meaning.hint, node.into) };
		}
		if (node.listen && meaning.means === 'value') hear(turn);
		if (node.into) keepAnswer(turn, node.into, meaning);
		if (meaning.means === 'choice' && meaning.choice.goto !== undefined)
			return { move: 'goto', node: meaning.choice.goto };
		return { move: 'next' };
	},
};

function offered(node: AskNode, turn: Turn): readonly Choice[] {
	return node.choices.length > 0 || node.into === null ? node.choices : choicesOf(turn, node.into);
}

function compileChoice(raw: Raw['choices'][number], at: Compiling, path: YamlPath): Choice {
	const label = at.text(raw.label, `choices.${raw.id}`, [...path, 'label'], 100);
	const english = label.en.flat().filter((part) => typeof part === 'string');
	const words = [raw.id, raw.label, ...raw.also, ...english, ...at.words('also', raw.id)];
	return {
		id: raw.id,
		label,
		keys: new Set(words.map((word) => at.key(word)).filter((key) => key !== '')),
		goto: raw.goto === undefined ? undefined : at.target(raw.goto, [...path, 'goto']),
		when: raw.when === undefined ? null : at.condition(raw.when, [...path, 'when']),
	};
}
