import type { FactDeclaration, TextLanguage } from '../knowledge/index.ts';

/** How urgent a hand-over is, as flows write it. */
export type Urgency = 'danger' | 'urgent' | 'normal';

type Segment =
	| string
	| { readonly fact: FactDeclaration }
	| { readonly needs: true }
	/** The right that is followed up. */
	| { readonly claim: true }
	/** When a human answers. */
	| { readonly answer: Urgency };
type Line = readonly Segment[];

/** A text compiled once, in every language. What a person wrote goes in as plain text and is never expanded again. */
export type Template = Readonly<Record<TextLanguage, readonly Line[]>>;

/** What a template can be filled with; null makes the whole line disappear. */
export interface Filling {
	fact(fact: FactDeclaration): string | null;
	needs(): string | null;
	claim(): string | null;
	answer(urgency: Urgency): string | null;
}

/** Resolves what stands between braces while compiling; null: unknown, already reported. */
export type Resolve = (name: string, language: TextLanguage) => Segment | null;

const placeholder = /\{([a-z0-9_.:-]+)\}/gi;

/** Splits one language's text into lines of segments. */
export function compileLines(text: string, language: TextLanguage, resolve: Resolve): readonly Line[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const segments: Segment[] = [];
			let end = 0;
			for (const match of line.matchAll(placeholder)) {
				if (match.index > end) segments.push(line.slice(end, match.index));
				const segment = resolve(match[1] ?? '', language);
				if (segment !== null) segments.push(segment);
				end = match.index + match[0].length;
			}
			if (end < line.length) segments.push(line.slice(end).trimEnd());
			return segments;
		});
}

/** The text as a person reads it. */
export function fill(template: Template, language: TextLanguage, filling: Filling): string {
	const lines: string[] = [];
	for (const line of template[language]) {
		const written = fillLine(line, filling);
		if (written !== null) lines.push(written);
	}
	return lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function fillLine(line: Line, filling: Filling): string | null {
	let written = '';
	for (const segment of line) {
		const part = partOf(segment, filling);
		if (part === null) return null;
		written += part;
	}
	return written;
}

function partOf(segment: Segment, filling: Filling): string | null {
	if (typeof segment === 'string') return segment;
	if ('fact' in segment) return filling.fact(segment.fact);
	if ('answer' in segment) return filling.answer(segment.answer);
	return 'claim' in segment ? filling.claim() : filling.needs();
}

/** The same words in every language, for labels that come from elsewhere. */
export function plain(texts: Readonly<Record<TextLanguage, string>>): Template {
	return { id: [[texts.id]], en: [[texts.en]] };
}
