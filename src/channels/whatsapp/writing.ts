import { createHash, createHmac } from 'node:crypto';
import type { Outbound } from '../channel.ts';

/** What `whatsappText` needs of a message; a line of the transcript has it, too. */
export type Said = Pick<Outbound, 'text' | 'choices' | 'from'>;

/** A message as it stands on the telephone: what is said, then the choices under their numbers. Pure: the same always reads the same. */
export function whatsappText({ text, choices, from }: Said): string {
	const said = from === 'worker' ? unmarked(text) : unmarked(text.trimEnd());
	if (choices.length === 0) return said;
	const list = choices.map(({ label }, index) => `*${index + 1}.* ${unmarked(label)}`);
	return [said, '', ...list].join('\n');
}

/** Stands beside a mark, so that it is a sign like any other; nobody sees it. */
const BESIDE = '\u200B';

/** A mark at which WhatsApp may begin bold, slanted, struck out or typewriter, and one at which it may end it. */
const opening = /(?<=^|[^\p{L}\p{N}])[*_~`]+(?=\S)/gmu;
const closing = /(?<=\S)[*_~`]+(?=$|[^\p{L}\p{N}])/gmu;

/** And these at the beginning of a line make a quotation or a list. */
const leading = /^[>*-](?= )/gm;

/** A text in which no sign means more than itself: words of people, and texts that were written for every channel. */
export function unmarked(text: string): string {
	return text
		.replaceAll('```', `\`${BESIDE}\`${BESIDE}\``)
		.split('\n')
		.map((line) => (mayPair(line) ? line.replace(opening, `$&${BESIDE}`).replace(closing, `${BESIDE}$&`) : line))
		.join('\n')
		.replace(leading, `${BESIDE}$&`);
}

/** A mark alone, as in most addresses and names, never means anything. */
function mayPair(line: string): boolean {
	return ['*', '_', '~', '`'].some((mark) => line.indexOf(mark) !== line.lastIndexOf(mark));
}

/**
 * The ids of our messages. They follow from our own ids, so that a message that is sent again after a crash is the same message,
 * and carry a mark by which we know our own when it comes back.
 */
export interface MessageIds {
	of(id: string): string;
	isOurs(id: string): boolean;
}

/** How WhatsApp's own web page begins an id. */
const PREFIX = '3EB0';

export function createMessageIds(key: Uint8Array): MessageIds {
	const mark = (body: string) =>
		createHmac('sha256', key).update(`hakku whatsapp message ${body}`).digest('hex').slice(0, 6).toUpperCase();
	return {
		of(id) {
			const body = createHash('sha256').update(id).digest('hex').slice(0, 12).toUpperCase();
			return `${PREFIX}${body}${mark(body)}`;
		},
		isOurs(id) {
			const [, body, marked] = /^3EB0([0-9A-F]{12})([0-9A-F]{6})$/.exec(id) ?? [];
			return body !== undefined && mark(body) === marked;
		},
	};
}
