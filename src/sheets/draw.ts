import PDFDocument from 'pdfkit';
import type { Explanation } from '../rights/index.ts';
import { type Detail, notesBlock, rightBlock } from './blocks.ts';
import type { SheetContent } from './content.ts';
import { type Pen, penOn } from './pen.ts';
import { type SheetWords, sheetWords } from './words.ts';

const margin = 44;
const betweenBlocks = 13;
/** More rights than these on one page would be too small to read. */
const most = 3;

/**
 * Draws the sheet: always one page (A4). The rights that matter most stand on it in full, as many as fit; the others are named.
 * `service` says whose Hakku this is; `madeAt` (epoch milliseconds) goes into the file's own date.
 */
export async function drawSheet(content: SheetContent, service: string, madeAt: number): Promise<Uint8Array> {
	const words = sheetWords[content.language];
	const document = new PDFDocument({
		size: 'A4',
		margin,
		// Nothing outside the page says what it is about: a file's name and title are seen by others.
		info: { Title: words.title, Creator: service, Producer: service, CreationDate: new Date(madeAt) },
		lang: content.language,
	});
	const done = collected(document);
	const { width: pageWidth, height: pageHeight } = document.page;
	const width = pageWidth - 2 * margin;
	const measuring = penOn(document, false);
	const top = margin + header(measuring, content, words, width);
	const foot = pageHeight - margin - notesBlock(measuring, words, { x: margin, y: 0, width }) - 14;
	const { shown, detail } = chosen(measuring, content.rights, words, width, foot - top);

	const pen = penOn(document, true);
	header(pen, content, words, width);
	let y = top;
	for (const told of shown) {
		y += rightBlock(pen, told, words, detail, { x: margin, y, width }) + betweenBlocks / 2;
		pen.line(margin, y, width);
		y += betweenBlocks / 2;
	}
	others(pen, content.rights.slice(shown.length), words, width, y);
	const notes = notesBlock(pen, words, { x: margin, y: foot, width });
	pen.text(service, { x: margin, y: foot + notes + 3, width }, { size: 7.2, colour: '#555555' });
	document.end();
	return done;
}

function header(pen: Pen, { asOf, language }: SheetContent, words: SheetWords, width: number): number {
	const date = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
	let y = margin;
	y += pen.text(words.title, { x: margin, y, width }, { size: 17, bold: true }) + 2;
	y += pen.text(words.about(date.format(Date.parse(asOf))), { x: margin, y, width }, { size: 8.8, colour: '#555555' });
	pen.line(margin, y + 5, width);
	return y + 14 - margin;
}

/** As many rights as fit: rather three in short than two in full, and one in any case. */
function chosen(pen: Pen, rights: readonly Explanation[], words: SheetWords, width: number, room: number) {
	const tries: readonly Detail[] = ['full', 'short'];
	for (let count = Math.min(most, rights.length); count > 0; count--) {
		for (const detail of tries) {
			const shown = rights.slice(0, count);
			const blocks = shown.reduce(
				(sum, told) => sum + rightBlock(pen, told, words, detail, { x: margin, y: 0, width }) + betweenBlocks,
				others(pen, rights.slice(count), words, width, 0),
			);
			if (blocks <= room) return { shown, detail };
		}
	}
	return { shown: rights.slice(0, 1), detail: 'cut' as const };
}

function others(pen: Pen, rest: readonly Explanation[], words: SheetWords, width: number, y: number): number {
	if (rest.length === 0) return 0;
	const names = rest.slice(0, 8).map(({ title }) => title);
	return pen.headed(words.others, `${names.join(', ')}. ${words.othersHow}`, { x: margin, y, width }, 8.8) + 6;
}

export function collected(document: InstanceType<typeof PDFDocument>): Promise<Uint8Array> {
	return new Promise((resolve, reject) => {
		const parts: Uint8Array[] = [];
		document.on('data', (part: Uint8Array) => parts.push(part));
		document.on('end', () => resolve(Buffer.concat(parts)));
		document.on('error', reject);
	});
}
