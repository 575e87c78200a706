import type { TextLanguage } from '../knowledge/index.ts';
import { type ExplainContext, type Explanation, explain } from './explain.ts';
import type { Outcome } from './types.ts';
import { heads } from './words.ts';

/** What a small screen takes in at a glance, and what must never be exceeded. In UTF-16 units. */
const aim = 900;
export const longestMessage = 1500;

/** A part of the message. Rank 0 is always said; the rest as long as there is room, lower ranks first. */
interface Part {
	rank: number;
	text: string;
}

/** One outcome as a plain message: short lines, no markup. About 900 characters, never more than 1,500. */
export function tell(outcome: Outcome, language: TextLanguage, asOf: string, knowledge: ExplainContext): string {
	const explanation = explain(outcome, language, asOf, knowledge);
	for (const longest of [Number.POSITIVE_INFINITY, 400, 250, 160, 100]) {
		const parts = outline(outcome, explanation, language, (text) => clip(text, longest));
		const message = fill(parts);
		if (message.length <= longestMessage) return message;
	}
	return clip(`${explanation.title}\n${explanation.verdict}`, longestMessage);
}

/** The length of the message if no text in it were cut. */
export function lengthUncut(outcome: Outcome, language: TextLanguage, asOf: string, knowledge: ExplainContext): number {
	return fill(outline(outcome, explain(outcome, language, asOf, knowledge), language, (text) => text)).length;
}

function outline(outcome: Outcome, told: Explanation, language: TextLanguage, short: (text: string) => string): Part[] {
	const { kind } = outcome;
	const parts: Part[] = [];
	const add = (rank: number, head: keyof typeof heads | null, lines: readonly string[]) => {
		if (lines.length === 0) return;
		const body = lines.length === 1 ? `${lines[0]}` : `\n${lines.map((line) => `- ${line}`).join('\n')}`;
		const text = head === null ? lines.join('\n') : `${heads[head][language]}:${lines.length === 1 ? ' ' : ''}${body}`;
		parts.push({ rank, text });
	};
	const fits = kind === 'likely' || kind === 'needs_info';
	const failed = told.failed.slice(0, 2);

	add(0, null, [short(told.title), short(told.verdict)]);
	if (!fits)
		add(
			0,
			null,
			failed.map((reason) => short(reason.text)),
		);
	if (kind === 'unlikely') add(0, 'fix', fixes(failed).map(short));
	if (fits) {
		add(0, null, [short(told.summary)]);
		add(2, 'why', told.why.slice(0, 2).map(short));
		add(1, 'unknown', told.unknown.slice(0, 2).map(short));
		add(4, 'amount', [...told.amounts.slice(0, 2), ...(told.rechecking === null ? [] : [told.rechecking])].map(short));
		add(1, 'bring', told.bring.length === 0 ? [] : [short(told.bring.map((paper) => paper.name).join(', '))]);
		add(7, 'without', told.bring.flatMap(withoutPaper).slice(0, 2).map(short));
		add(0, 'where', told.where.length === 0 ? [] : [told.where.slice(0, 2).join(` ${heads.or[language]} `)]);
		add(0, 'how', [short(told.how)]);
		add(3, 'cost', [short(told.cost)]);
		add(6, 'takes', told.takes === null ? [] : [short(told.takes)]);
		add(1, 'excludes', told.excludes.length === 0 ? [] : [`${told.excludes.join(', ')}.`]);
		add(5, 'also', told.conditions.slice(0, 1).map(short));
	}
	if (kind !== 'not_applicable' && told.refused !== null) {
		const { how, deadline, door } = told.refused;
		const until = deadline === null ? '' : ` (${deadline})`;
		add(0, fits ? 'refused' : 'object', [`${short(how)}${until}`]);
		add(2, 'contact', told.where.slice(0, 2).includes(door) ? [] : [door]);
	}
	if (told.source !== null && kind !== 'not_applicable') {
		add(0, 'source', [`${short(told.source.title)}, ${heads.seen[language]} ${told.source.date}.`]);
	}
	return parts;
}

function fixes(failed: Explanation['failed']): string[] {
	return failed.flatMap((reason) => (reason.fix === null ? [] : [reason.fix]));
}

function withoutPaper({ name, without }: Explanation['bring'][number]): string[] {
	return without === null ? [] : [`${name}: ${without}`];
}

/** All parts of rank 0, then the others by rank as long as the message stays within its aim; in their own order. */
function fill(parts: readonly Part[]): string {
	const chosen = new Set(parts.filter((part) => part.rank === 0));
	const join = () =>
		parts
			.filter((part) => chosen.has(part))
			.map((part) => part.text)
			.join('\n\n');
	for (const part of parts.toSorted((a, b) => a.rank - b.rank)) {
		if (chosen.has(part) || join().length + part.text.length + 2 > aim) continue;
		chosen.add(part);
	}
	return join();
}

/** Cuts after a sentence where one ends early enough, else after a word. */
function clip(text: string, longest: number): string {
	if (text.length <= longest) return text;
	const room = text.slice(0, longest - 1);
	const sentence = Math.max(room.lastIndexOf('. '), room.lastIndexOf('? '));
	if (sentence > longest / 2) return room.slice(0, sentence + 1);
	const word = room.lastIndexOf(' ');
	return `${room.slice(0, word > 0 ? word : room.length).replace(/[\ud800-\udbff]$/, '')}…`;
}
