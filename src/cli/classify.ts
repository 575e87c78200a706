import { createInterface } from 'node:readline';
import type { Language } from '../language/index.ts';
import { readContent, usable } from './content.ts';

/** Reads messages from the arguments, or lines of standard input. */
export async function classify(texts: readonly string[], options: { json?: boolean }): Promise<void> {
	const { language } = usable(await readContent());
	const lines =
		texts.length > 0 ? texts : createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
	for await (const text of lines) {
		const read = classified(language, text);
		process.stdout.write(options.json ? `${JSON.stringify(read)}\n` : `${inWords(read)}\n`);
	}
}

interface Classified {
	readonly text: string;
	readonly lang: string;
	readonly needs: readonly { readonly id: string; readonly score: number }[];
	readonly intent: string;
	readonly crisis: readonly string[];
}

function classified(language: Language, text: string): Classified {
	const reading = language.read(text);
	return {
		text,
		lang: reading.language.code,
		needs: reading.needs.map(({ id, score }) => ({ id, score: Math.round(score * 1000) / 1000 })),
		intent: reading.intent.id,
		crisis: reading.danger.map(({ kind }) => kind),
	};
}

function inWords({ text, lang, needs, intent, crisis }: Classified): string {
	const found = needs.map(({ id, score }) => `${id} ${score.toFixed(2)}`).join(', ') || '–';
	return `${text}\n  language ${lang} · needs ${found} · intent ${intent} · danger ${crisis.join(', ') || '–'}`;
}
