import type { Edit } from './survey.ts';

/** The source with all edits made, and the way back from an offset in it to the offset in the source. */
export function rewrite(source: string, edits: readonly Edit[]): { text: string; back: (offset: number) => number } {
	const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
	let text = '';
	let from = 0;
	const marks: { at: number; source: number }[] = [];
	for (const edit of ordered) {
		text += source.slice(from, edit.start);
		marks.push({ at: text.length, source: edit.start });
		text += edit.text;
		marks.push({ at: text.length, source: edit.end });
		from = edit.end;
	}
	text += source.slice(from);
	const back = (offset: number): number => {
		let place = offset;
		for (const mark of marks) {
			if (mark.at > offset) break;
			place = mark.source + offset - mark.at;
		}
		return Math.min(place, source.length);
	};
	return { text, back };
}
