import { inflateSync } from 'node:zlib';

/** How many pages a PDF has. */
export function pagesOf(pdf: Uint8Array): number {
	return (
		Buffer.from(pdf)
			.toString('latin1')
			.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
	);
}

/** The words on it, without line breaks: standard fonts write each run of text as hexadecimal Latin letters. */
export function wordsOf(pdf: Uint8Array): string {
	const whole = Buffer.from(pdf).toString('latin1');
	let words = '';
	for (const [, stream = ''] of whole.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
		const content = inflated(stream);
		for (const [, run = ''] of content.matchAll(/\[([^\]]*)\] TJ/g)) {
			const hex = [...run.matchAll(/<([0-9a-f]+)>/gi)].map(([, letters = '']) => letters).join('');
			words += `${Buffer.from(hex, 'hex').toString('latin1')} `;
		}
	}
	return words.replace(/\s+/g, ' ');
}

function inflated(stream: string): string {
	try {
		return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
	} catch {
		return '';
	}
}
