import PDFDocument from 'pdfkit';
import type { Letter } from '../letters/index.ts';
import { collected } from './draw.ts';
import { type Pen, penOn } from './pen.ts';

const margin = 60;
/** The largest of these with which the letter fits on one page; a signature alone on a page proves nothing. */
const sizes = [11, 10.5, 10, 9.5];
/** Room for a signature, in points. */
const signature = 52;

/**
 * Draws a letter on A4, on one page where it fits, with lines for what the person writes by hand: name, address, signature.
 *
 * @param dated - "Bogor, 25 November 2026", as it stands above the address. `madeAt` (epoch milliseconds) goes into the file's own date.
 */
export async function drawLetter(letter: Letter, dated: string, madeAt: number): Promise<Uint8Array> {
	const document = new PDFDocument({
		size: 'A4',
		margin,
		info: { Title: letter.subject, CreationDate: new Date(madeAt) },
		lang: 'id',
	});
	const done = collected(document);
	const { width: pageWidth, height: pageHeight } = document.page;
	const [width, height] = [pageWidth - 2 * margin, pageHeight - 2 * margin];
	const parts = partsOf(letter, dated);
	const heightAt = (size: number) =>
		parts.reduce((sum, part) => sum + write(penOn(document, false), part, size, { x: margin, y: 0, width }), 0);
	const size = sizes.find((one) => heightAt(one) <= height) ?? sizes[0] ?? 11;
	const pen = penOn(document, true);
	let y = margin;
	for (const [at, part] of parts.entries()) {
		const measured = (from: number, to: number) =>
			parts
				.slice(from, to)
				.reduce((sum, one) => sum + write(penOn(document, false), one, size, { x: margin, y: 0, width }), 0);
		// The last words stay with the signature.
		const needed = at === parts.length - 2 ? measured(at, parts.length) : measured(at, at + 1);
		if (y + needed > margin + height) {
			document.addPage();
			y = margin;
		}
		y += write(pen, part, size, { x: margin, y, width });
	}
	document.end();
	return done;
}

type Part =
	| { readonly kind: 'text'; readonly words: string; readonly bold?: boolean; readonly after: number }
	| { readonly kind: 'item'; readonly mark: string; readonly words: string; readonly after: number }
	| { readonly kind: 'blank'; readonly head: string }
	| { readonly kind: 'signature' };

function partsOf({ to, subject, body }: Letter, dated: string): readonly Part[] {
	const text = (words: string, after = 0): Part => ({ kind: 'text', words, after });
	return [
		text(dated, 10),
		text('Kepada Yth.'),
		text(to),
		text('di tempat', 10),
		{ kind: 'text', words: `Perihal: ${subject}`, bold: true, after: 10 },
		text('Saya yang bertanda tangan di bawah ini:', 4),
		...['Nama', 'Alamat', 'Telepon'].map((head): Part => ({ kind: 'blank', head })),
		...body.split(/\n{2,}/u).flatMap(paragraph),
		{ kind: 'signature' },
	];
}

function paragraph(words: string): readonly Part[] {
	const lines = words.split('\n');
	return lines.map((line, at): Part => {
		const after = at === lines.length - 1 ? 9 : 2;
		const item = /^(\d{1,2}\.|-) (.*)$/u.exec(line);
		return item === null
			? { kind: 'text', words: line, after }
			: { kind: 'item', mark: item[1] ?? '', words: item[2] ?? '', after };
	});
}

/** Writes one part, or measures it; gives its height in points. */
function write(pen: Pen, part: Part, size: number, { x, y, width }: { x: number; y: number; width: number }): number {
	switch (part.kind) {
		case 'text':
			return pen.text(part.words, { x, y, width }, { size, bold: part.bold ?? false }) + part.after;
		case 'item':
			pen.text(part.mark, { x, y, width: 20 }, { size });
			return pen.text(part.words, { x: x + 20, y, width: width - 20 }, { size }) + part.after;
		case 'blank':
			pen.text(`${part.head}:`, { x, y, width: 80 }, { size });
			pen.line(x + 80, y + 12, width - 80);
			return 22;
		case 'signature': {
			const head = pen.text('Hormat saya,', { x, y, width }, { size });
			pen.line(x, y + head + signature, 200);
			const foot = y + head + signature + 4;
			return head + signature + 4 + pen.text('(tanda tangan dan nama)', { x, y: foot, width }, { size });
		}
	}
}
