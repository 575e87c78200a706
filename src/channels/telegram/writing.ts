import { createHash } from 'node:crypto';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { Outbound, OutboundChoice } from '../channel.ts';
import { cutLabel, splitText } from '../splitting.ts';

/** Longest text of a message, and of what stands under a file, in UTF-16 units. Source: Bot API, sendMessage, sendDocument. */
export const TEXT = 4_096;
export const CAPTION = 1_024;

/** Signs of a label that a small telephone shows on a button of the whole width, and on one of half of it. */
const WIDE = 34;
const HALF = 14;

/** Most buttons under one message (Telegram takes a hundred); the rest is chosen by number. */
const BUTTONS = 96;

/** Most pieces of formatting in one message. Source: Telegram's limits on entities. */
const BOLD = 100;

/** One message as Telegram takes it. Nothing is markup: what is bold is said beside the text. */
export interface Part {
	readonly text: string;
	readonly entities: readonly MessageEntity[];
	readonly buttons: readonly (readonly InlineKeyboardButton[])[];
}

/**
 * A message of ours as messages of Telegram. Labels that a button can't show stand whole in the text under their numbers; the buttons
 * are under the last part, once. (B24, B25, B26)
 */
export function partsOf({
	id,
	text,
	choices,
	question,
}: Pick<Outbound, 'id' | 'text' | 'choices' | 'question'>): Part[] {
	const numbered = choices.length > BUTTONS || choices.some(({ label }) => cutLabel(label, WIDE) !== label);
	let whole = text.trimEnd();
	const bold: MessageEntity[] = [];
	if (numbered)
		for (const [index, { label }] of choices.entries()) {
			whole += index === 0 ? '\n\n' : '\n';
			const number = `${index + 1}.`;
			if (bold.length < BOLD) bold.push({ type: 'bold', offset: whole.length, length: number.length });
			whole += `${number} ${label}`;
		}
	const pieces = splitText(whole, TEXT);
	return pieces.map((piece, index) => ({
		text: piece.text,
		entities: within(bold, piece.start, piece.text.length),
		buttons: index === pieces.length - 1 ? keyboard(id, question, choices, numbered) : [],
	}));
}

/** Formatting that falls into a piece, cut to it. */
function within(entities: readonly MessageEntity[], start: number, length: number): readonly MessageEntity[] {
	return entities.flatMap((entity) => {
		const from = Math.max(entity.offset, start);
		const to = Math.min(entity.offset + entity.length, start + length);
		return to > from ? [{ ...entity, offset: from - start, length: to - from } as MessageEntity] : [];
	});
}

function keyboard(
	id: string,
	question: string | null,
	choices: readonly OutboundChoice[],
	numbered: boolean,
): InlineKeyboardButton[][] {
	if (question === null) return [];
	const buttons = choices.slice(0, BUTTONS).map(({ id: choice, label }, index) => ({
		text: cutLabel(numbered ? `${index + 1}. ${label}` : label, WIDE),
		callback_data: tapData({ line: lineOf(id), index, check: checkOf(question, choice) }),
	}));
	const narrow = buttons.length > 2 && buttons.every(({ text }) => cutLabel(text, HALF) === text);
	if (!narrow) return buttons.map((button) => [button]);
	return buttons
		.flatMap((_, index) => (index % 2 === 0 ? [buttons.slice(index, index + 2)] : []))
		.filter((row) => row.length > 0);
}

/** What a button carries: the line of the transcript under which it stands, and which choice of it; far below the 64 bytes it may have. */
export interface Tap {
	readonly line: string;
	readonly index: number;
	/** Of question and choice: a line whose number was given again after an erasure is not the same line. */
	readonly check: string;
}

function tapData({ line, index, check }: Tap): string {
	return `c:${line}:${index}:${check}`;
}

export function readTap(data: string): Tap | null {
	const [, line, index, check] = /^c:(\d{1,15}):(\d{1,3}):([\w-]{8})$/.exec(data) ?? [];
	return line === undefined || index === undefined || check === undefined
		? null
		: { line, index: Number(index), check };
}

export function checkOf(question: string, choice: string): string {
	return createHash('sha256').update(`${question}\n${choice}`).digest('base64url').slice(0, 8);
}

/** The number of a line in its conversation: `telegram:123#17` → `17`. */
function lineOf(id: string): string {
	return /#(\d{1,15})$/.exec(id)?.[1] ?? '0';
}

/** What is left of the buttons once one was tapped: what was chosen. */
export function chosenButton(label: string): InlineKeyboardButton[][] {
	return [[{ text: cutLabel(`✓ ${label}`, WIDE), callback_data: CHOSEN }]];
}

export const CHOSEN = 'chosen';
