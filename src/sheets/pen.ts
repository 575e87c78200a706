import type PDFDocument from 'pdfkit';

type Document = InstanceType<typeof PDFDocument>;

interface Look {
	readonly size: number;
	readonly bold?: boolean;
	readonly colour?: string;
}

export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
}

/** Writes on a page, or only measures: both give the height used, in points, so that what is measured is what is drawn. */
export interface Pen {
	readonly drawing: boolean;
	/** A paragraph. */
	text(words: string, box: Box, look: Look): number;
	/** A bold head and the words after it, as one paragraph. */
	headed(head: string, words: string, box: Box, size: number): number;
	/** The height that `headed` takes, without writing. */
	heightOf(head: string, words: string, box: Box, size: number): number;
	/** An empty box to tick. */
	tick(x: number, y: number, size: number): void;
	line(x: number, y: number, width: number): void;
	panel(box: Box, height: number): void;
}

const ink = '#1a1a1a';

/** The standard fonts of every PDF reader know Latin letters and these signs; others would come out as rubbish. */
const unwritable = /[^\t\n\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026]/gu;

const writable = (words: string): string => words.replaceAll('→', '-').replace(unwritable, '');

export function penOn(document: Document, drawing: boolean): Pen {
	const font = (bold: boolean, size: number) => document.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
	const gap = 1.2;
	// Measured in plain letters, with as many spaces as the bold head is wider.
	const heightOf: Pen['heightOf'] = (head, words, { width }, size) => {
		const bold = font(true, size).widthOfString(writable(`${head}: `));
		const plain = font(false, size);
		const wider = bold - plain.widthOfString(writable(`${head}: `));
		const spaces = ' '.repeat(Math.ceil(Math.max(0, wider) / plain.widthOfString(' ')));
		return plain.heightOfString(writable(`${head}: ${spaces}${words}`), { width, lineGap: gap });
	};
	return {
		heightOf,
		drawing,
		text(words, { x, y, width }, { size, bold = false, colour = ink }) {
			font(bold, size);
			const clean = writable(words);
			const height = document.heightOfString(clean, { width, lineGap: gap });
			if (drawing) document.fillColor(colour).text(clean, x, y, { width, lineGap: gap });
			return height;
		},
		headed(head, words, box, size) {
			const height = heightOf(head, words, box, size);
			if (drawing) {
				const { x, y, width } = box;
				font(true, size)
					.fillColor(ink)
					.text(`${writable(head)}: `, x, y, { width, lineGap: gap, continued: true });
				font(false, size).text(writable(words), { width, lineGap: gap });
				return document.y - y;
			}
			return height;
		},
		tick(x, y, size) {
			if (drawing) document.lineWidth(0.8).strokeColor('#444444').rect(x, y, size, size).stroke();
		},
		line(x, y, width) {
			if (drawing) {
				document
					.lineWidth(0.6)
					.strokeColor('#888888')
					.moveTo(x, y)
					.lineTo(x + width, y)
					.stroke();
			}
		},
		panel({ x, y, width }, height) {
			if (drawing) document.roundedRect(x, y, width, height, 4).fill('#f1f4f2');
		},
	};
}
