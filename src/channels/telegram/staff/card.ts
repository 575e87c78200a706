import { createHash } from 'node:crypto';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import type { CaseDocument } from '../../../cases/index.ts';
import type { NeedId } from '../../../knowledge/index.ts';
import { cutLabel } from '../../splitting.ts';
import { isSensitive } from './sensitive.ts';
import { staffTexts as texts } from './texts.ts';

/** What a card needs to know besides the case. */
export interface CardWords {
	need(id: NeedId): string;
	/** Name of an area; null for one that nobody knows. */
	place(code: string): string | null;
	/** How a worker is called; null for a former one. */
	holder: string | null;
	/** Time zone of the team that has the case. */
	readonly zone: string;
	/** Address of the case at the desk; null where pages have no address. */
	readonly address: string | null;
}

/** A message with buttons as Telegram takes it. */
export interface Card {
	readonly text: string;
	readonly entities: readonly MessageEntity[];
	readonly buttons: readonly (readonly InlineKeyboardButton[])[];
	/** Changes whenever anything of it does. */
	readonly face: string;
	/** Milliseconds until it looks different though nothing happened; null: never. */
	readonly changes_in: number | null;
}

/** Longest name of a topic. Source: Bot API, createForumTopic (1 to 128 characters). */
const NAME = 128;

/** From this long before a promise breaks (milliseconds), the card says so. */
const SOON = 30 * 60_000;

/** `🔴 K7QM-4XPD · Makanan`; of a sensitive case without what it is about. */
export function topicName(document: CaseDocument, words: Pick<CardWords, 'need'>, bare: boolean): string {
	const head = `${texts.mark[document.priority]} ${document.number}`;
	const about = bare ? [] : document.needs.slice(0, 3).map((need) => words.need(need));
	return cutLabel([head, ...(about.length === 0 ? [] : [about.join(', ')])].join(' · '), NAME);
}

/** Whether a chat may see no more of a case than its number and how urgent it is. */
export function isBare(document: CaseDocument, before: boolean): boolean {
	return before || isSensitive(document);
}

/** The case on one screen of a small telephone. @param bare - only the number, how urgent it is, and who has it. */
export function cardOf(document: CaseDocument, words: CardWords, bare: boolean, now: number): Card {
	const { number, priority, needs, area, danger, status } = document;
	const head = `${texts.urgency[priority]} · ${texts.case(number)}`;
	const lines = [head];
	if (!bare) {
		lines.push(needs.length === 0 ? texts.noNeeds : texts.needs(needs.map((need) => words.need(need)).join(', ')));
		const place = area === null ? null : words.place(area);
		if (place !== null) lines.push(texts.place(place));
		if (danger.length > 0) lines.push(texts.dangers(danger.map((kind) => texts.danger[kind]).join(', ')));
	}
	const time = status === 'open' ? timeOf(document, words.zone, now) : null;
	if (status === 'open') {
		if (time !== null) lines.push(time.text);
		lines.push(holderOf(document, words.holder));
		if (document.snoozed_until !== null && document.snoozed_until > now)
			lines.push(texts.snoozed(moment(document.snoozed_until, words.zone)));
		if (document.unreachable !== null) lines.push(texts.unreachable);
		lines.push('', bare ? texts.sensitive : texts.how);
	} else lines.push(texts.over[status]);
	if (words.address !== null && !canBeButton(words.address)) lines.push(words.address);
	const text = lines.join('\n');
	const buttons = buttonsOf(document, words.address);
	const face = createHash('sha256')
		.update(JSON.stringify([text, buttons]))
		.digest('base64url')
		.slice(0, 16);
	const entities: MessageEntity[] = [{ type: 'bold', offset: 0, length: head.length }];
	return { text, entities, buttons, face, changes_in: time?.changes_in ?? null };
}

function holderOf({ assignee, claimed_at }: CaseDocument, name: string | null): string {
	if (assignee === null) return texts.nobody;
	const known = name ?? texts.formerWorker;
	return claimed_at === null ? texts.given(known) : texts.holder(known);
}

/** What must happen first, and by when. */
function timeOf(
	{ clocks }: CaseDocument,
	zone: string,
	now: number,
): { readonly text: string; readonly changes_in: number | null } | null {
	const running = clocks.filter(({ met_at, kind }) => met_at === null && kind !== 'follow_up');
	const [first] = running.toSorted((a, b) => a.due - b.due);
	if (first === undefined) return null;
	const [what, when] = [texts.clock[first.kind], moment(first.due, zone)];
	const left = first.due - now;
	const legal = first.kind === 'legal';
	if (left <= 0) return { text: legal ? texts.legalLate(when) : texts.late(what, when), changes_in: null };
	if (legal) return { text: texts.legalLeft(when), changes_in: left };
	return left <= SOON
		? { text: texts.soon(what, when), changes_in: left }
		: { text: texts.left(what, when), changes_in: left - SOON };
}

/** `Rab, 25 Nov, 14.30`. */
export function moment(at: number, zone: string): string {
	const how = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
	return new Intl.DateTimeFormat('id', { ...how, timeZone: zone }).format(at);
}

/** What a button of a card does. The case is named by its number, so that the data stay far below 64 bytes. */
export type CardTap =
	| { readonly does: 'take' | 'snooze' | 'finish' | 'back'; readonly number: string }
	| { readonly does: 'until'; readonly days: number; readonly number: string }
	| { readonly does: 'close'; readonly result: CardResult; readonly number: string };

/** The desk's own results (desk/case/closing.ts), stored as they stand here. */
const cardResults = ['obtained', 'referred', 'unreachable', 'other'] as const;
export type CardResult = (typeof cardResults)[number];

/** For how many days a case may be put off from a card; any other day is chosen at the desk. */
const snoozeDays = [1, 3, 7, 14] as const;

function data(tap: CardTap): string {
	const more = tap.does === 'until' ? `.${tap.days}` : tap.does === 'close' ? `.${tap.result}` : '';
	return `s:${tap.does}${more}:${tap.number}`;
}

/** Null for what no card of ours carries. */
export function readCardTap(given: string): CardTap | null {
	const [, does, more, number = ''] = /^s:([a-z]+)(?:\.(\w+))?:([A-Z0-9-]{4,20})$/.exec(given) ?? [];
	switch (does) {
		case 'take':
		case 'snooze':
		case 'finish':
		case 'back':
			return more === undefined ? { does, number } : null;
		case 'until': {
			const days = snoozeDays.find((count) => String(count) === more);
			return days === undefined ? null : { does, days, number };
		}
		case 'close': {
			const result = cardResults.find((one) => one === more);
			return result === undefined ? null : { does, result, number };
		}
		default:
			return null;
	}
}

/** Telegram refuses buttons to addresses that only this machine knows. */
function canBeButton(address: string): boolean {
	return address.startsWith('https://');
}

export function buttonsOf(document: CaseDocument, address: string | null): InlineKeyboardButton[][] {
	const { number, status, assignee, claimed_at } = document;
	const button = (text: string, does: 'take' | 'snooze' | 'finish') => ({
		text,
		callback_data: data({ does, number }),
	});
	const rows: InlineKeyboardButton[][] = [];
	if (status === 'open' && (assignee === null || claimed_at === null)) rows.push([button(texts.take, 'take')]);
	if (status === 'open' && assignee !== null)
		rows.push([button(texts.snooze, 'snooze'), button(texts.finish, 'finish')]);
	return [...rows, ...deskRow(address)];
}

/** The card while its holder chooses until when. */
export function snoozeButtons({ number }: CaseDocument): InlineKeyboardButton[][] {
	const choices = snoozeDays.map((days) => ({
		text: days === 1 ? texts.tomorrow : texts.days(days),
		callback_data: data({ does: 'until', days, number }),
	}));
	return [choices.slice(0, 2), choices.slice(2), [back(number)]];
}

/** The card while its holder says how the case ends. @param settled - every right has an outcome, so that it can end here. */
export function finishButtons(
	{ number }: CaseDocument,
	settled: boolean,
	address: string | null,
): InlineKeyboardButton[][] {
	const choices = cardResults.map((result) => ({
		text: texts.result[result],
		callback_data: data({ does: 'close', result, number }),
	}));
	const rows = settled ? [choices.slice(0, 2), choices.slice(2)] : [];
	return [...rows, ...deskRow(address === null ? null : `${address}#tutup`), [back(number)]];
}

function back(number: string): InlineKeyboardButton {
	return { text: texts.back, callback_data: data({ does: 'back', number }) };
}

function deskRow(address: string | null): InlineKeyboardButton[][] {
	return address !== null && canBeButton(address) ? [[{ text: texts.open, url: address }]] : [];
}
