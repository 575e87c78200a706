import type { CaseDocument } from '../../cases/documents.ts';
import { handlingTexts } from '../texts/handling.ts';
import type { Words } from '../words.ts';

/** What a worker must do next on a case, and how long there is for it; null when nothing is promised. */
export function timeLeft(it: CaseDocument, words: Words, now: number): { text: string; late: boolean } | null {
	const texts = handlingTexts[words.language];
	const ours = it.clocks.filter(({ met_at, kind }) => met_at === null && kind !== 'follow_up');
	const [first] = ours.toSorted((a, b) => a.due - b.due);
	if (first === undefined) return null;
	const late = first.due <= now;
	const text = late ? texts.late : texts.left;
	const told = texts.called[it.rung];
	const line = text(words.time(Math.abs(first.due - now)), texts.clock[first.kind]);
	return { text: late && told !== '' ? `${line}. ${told}.` : line, late };
}
