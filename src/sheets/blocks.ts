import type { Explanation } from '../rights/index.ts';
import type { Box, Pen } from './pen.ts';
import type { SheetWords } from './words.ts';

/** How much is said of each right: everything, what one needs at the counter, or that with every text cut so that it fits for certain. */
export type Detail = 'full' | 'short' | 'cut';

const small = 8.8;
const tiny = 7.2;
const grey = '#555555';

/** One right: what and why and papers on the left, where and how on the right, a refusal and the source below. Gives its height. */
export function rightBlock(pen: Pen, told: Explanation, words: SheetWords, detail: Detail, box: Box): number {
	const { x, width } = box;
	let y = box.y;
	y += pen.text(clip(told.title, detail), { x, y, width }, { size: 12.5, bold: true, colour: '#0b5d4b' }) + 1;
	y += pen.text(told.verdict, { x, y, width }, { size: 9.4, bold: true }) + 5;
	const between = 18;
	const left = Math.round((width - between) * 0.53);
	const columns = [
		leftColumn(pen, told, words, detail, { x, y, width: left }),
		rightColumn(pen, told, words, detail, { x: x + left + between, y, width: width - between - left }),
	];
	y += Math.max(...columns) + 2;
	if (told.refused !== null) {
		const { how, deadline, door } = told.refused;
		const until = deadline === null ? '' : ` (${deadline})`;
		const reach = told.where.includes(door) ? '' : ` ${words.contact}: ${door}.`;
		const inside = { x: x + 7, y: y + 5, width: width - 14 };
		const text = `${clip(how, detail)}${until}${reach}`;
		const height = pen.heightOf(words.refused, text, inside, small) + 9;
		pen.panel({ x, y, width }, height);
		pen.headed(words.refused, text, inside, small);
		y += height + 3;
	}
	if (told.source !== null) {
		const { title, date, address } = told.source;
		const from = words.source(title, date);
		y += pen.text(
			clip(address === null ? from : `${from} ${address}`, detail),
			{ x, y, width },
			{ size: tiny, colour: grey },
		);
	}
	return y - box.y;
}

function leftColumn(pen: Pen, told: Explanation, words: SheetWords, detail: Detail, box: Box): number {
	const { x, width } = box;
	let y = box.y;
	y += pen.text(clip(told.summary, detail), { x, y, width }, { size: small }) + 4;
	const why = told.why.slice(0, detail === 'full' ? 3 : 1);
	if (why.length > 0) y += pen.headed(words.why, clip(why.join(' '), detail), { x, y, width }, small) + 4;
	const open = told.unknown.slice(0, 2);
	if (open.length > 0) y += pen.headed(words.open, clip(open.join(' '), detail), { x, y, width }, small) + 4;
	if (told.bring.length === 0) return y - box.y;
	y += pen.text(`${words.bring}:`, { x, y, width }, { size: small, bold: true }) + 1;
	for (const { name, without } of told.bring.slice(0, detail === 'cut' ? 6 : 12)) {
		pen.tick(x + 1, y - 0.4, 7.5);
		y += pen.text(clip(name, detail), { x: x + 14, y, width: width - 14 }, { size: small }) + 1;
		if (without === null || detail !== 'full') continue;
		const text = `${words.without}? ${without}`;
		y += pen.text(text, { x: x + 14, y, width: width - 14 }, { size: 7.8, colour: grey }) + 1;
	}
	return y + 3 - box.y;
}

function rightColumn(pen: Pen, told: Explanation, words: SheetWords, detail: Detail, box: Box): number {
	const { x, width } = box;
	let y = box.y;
	const add = (head: string, text: string | null) => {
		if (text) y += pen.headed(head, clip(text, detail), { x, y, width }, small) + 4;
	};
	add(words.where, told.where.slice(0, detail === 'full' ? 3 : 2).join('; '));
	add(words.how, told.how);
	add(words.cost, told.cost);
	if (detail === 'full') add(words.takes, told.takes);
	add(words.amount, told.amounts.slice(0, 2).join('; '));
	add(words.excludes, told.excludes.join(', '));
	if (detail === 'full') add(words.also, told.conditions[0] ?? null);
	return y - box.y;
}

function clip(text: string, detail: Detail): string {
	const longest = 240;
	return detail !== 'cut' || text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

/** Lines to write on: an answer that was written down counts when somebody complains later. Gives its height. */
export function notesBlock(pen: Pen, words: SheetWords, box: Box): number {
	const { x, width } = box;
	let y = box.y;
	y += pen.text(words.notes, { x, y, width }, { size: 10.5, bold: true, colour: '#0b5d4b' }) + 2;
	y += pen.text(words.ask, { x, y, width }, { size: small }) + 9;
	const half = (width - 20) / 2;
	blank(pen, words.date, x, y, half);
	blank(pen, words.officer, x + half + 20, y, half);
	y += 23;
	blank(pen, words.answer, x, y, width);
	y += 23;
	pen.line(x, y + 10, width);
	return y + 12 - box.y;
}

function blank(pen: Pen, head: string, x: number, y: number, width: number): void {
	const room = 118;
	pen.text(`${head}:`, { x, y, width: room }, { size: small });
	pen.line(x + room, y + 10, width - room);
}
