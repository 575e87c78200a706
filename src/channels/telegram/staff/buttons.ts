import type { Api } from 'grammy';
import type { CallbackQuery, InlineKeyboardButton } from 'grammy/types';
import { DateTime } from 'luxon';
import {
	type CaseDocument,
	type Cases,
	hasOutcome,
	isForbidden,
	notClaimed,
	type Sight,
} from '../../../cases/index.ts';
import type { Handover } from '../../../conversation/index.ts';
import type { Store } from '../../../store/index.ts';
import type { StaffAccounts } from './accounts.ts';
import { buttonsOf, type CardTap, finishButtons, moment, readCardTap, snoozeButtons } from './card.ts';
import type { Group } from './group.ts';
import type { KeepingUp } from './keeping-up.ts';
import { staffTexts as texts } from './texts.ts';
import type { Whispering } from './whispering.ts';

export interface ButtonParts {
	readonly api: Api;
	readonly store: Store;
	readonly cases: Pick<Cases, 'get' | 'snooze' | 'seen'>;
	readonly handover: Pick<Handover, 'claim' | 'close'>;
	readonly sight: Pick<Sight, 'again'>;
	readonly accounts: StaffAccounts;
	readonly group: Group;
	readonly keepingUp: Pick<KeepingUp, 'address' | 'wordsFor' | 'nameOf'>;
	readonly whispering: Whispering;
	readonly clock: () => number;
}

/** Longest answer to a tap, in UTF-16 units. Source: Bot API, answerCallbackQuery. */
const TOAST = 200;

/** The hour at which a case that was put off comes back; the same as at the desk. */
const MORNING = 8;

/** What whoever tapped is told: in passing, or in a box that they must close. */
interface Answer {
	readonly text: string;
	readonly alert: boolean;
}

const ok = (text: string): Answer => ({ text, alert: false });
const refused = (text: string): Answer => ({ text, alert: true });

/** The buttons under a card. They do what the desk's do, through the same doors: same rules, same events, same words when it may not be. */
export function createButtons(parts: ButtonParts) {
	const { api, store, cases, handover, sight, accounts, group, keepingUp, whispering, clock } = parts;

	async function take({ _id, number }: CaseDocument, user: string): Promise<Answer> {
		const claimed = await handover.claim(_id, user);
		if (claimed.claimed) return ok(texts.yours(number));
		return refused(texts.taken((await keepingUp.nameOf(claimed.by)) ?? texts.formerWorker));
	}

	/** Morning of that day where the team works, as at the desk. */
	async function putOff(document: CaseDocument, user: string, days: number): Promise<Answer> {
		const { zone } = await keepingUp.wordsFor(document);
		const until = DateTime.fromMillis(clock(), { zone })
			.plus({ days })
			.set({ hour: MORNING, minute: 0, second: 0, millisecond: 0 });
		await cases.snooze(document._id, until.toMillis(), user, clock());
		return ok(texts.until(moment(until.toMillis(), zone)));
	}

	async function finish(document: CaseDocument, buttons: Buttons): Promise<Answer> {
		const settled = document.claims.every(hasOutcome);
		const address = keepingUp.address(document.number);
		if (settled || address?.startsWith('https://')) buttons(finishButtons(document, settled, address));
		return settled ? ok(texts.chooseResult) : refused(texts.finishAtDesk(document.number));
	}

	/** The same refusal that the doing itself would give, before any choice is shown. */
	function mayHandle(document: CaseDocument, user: string): Answer | null {
		if (document.status !== 'open') return refused(texts.over[document.status]);
		if (document.assignee === null) return refused(notClaimed(document).message);
		return document.assignee === user ? null : refused(texts.notYours);
	}

	async function act(tap: CardTap, document: CaseDocument, user: string, buttons: Buttons): Promise<Answer> {
		if (tap.does === 'take') return take(document, user);
		const not = mayHandle(document, user);
		if (not !== null) return not;
		switch (tap.does) {
			case 'back':
				buttons(buttonsOf(document, keepingUp.address(document.number)));
				return ok('');
			case 'snooze':
				buttons(snoozeButtons(document));
				return ok(texts.when);
			case 'until': {
				const answer = await putOff(document, user, tap.days);
				buttons(buttonsOf(document, keepingUp.address(document.number)));
				return answer;
			}
			case 'finish':
				return finish(document, buttons);
			case 'close':
				await handover.close(document._id, user, { result: tap.result, note: '' });
				return ok(texts.done(document.number));
		}
	}

	async function answerTo({ from, message, data = '' }: CallbackQuery): Promise<Answer> {
		const worker = await accounts.userOf(String(from.id));
		if (worker === null) return refused(texts.unlinked);
		const tap = readCardTap(data);
		if (tap === null || message === undefined) return refused(texts.stale);
		const [found] = await store.find('cases', { number: tap.number }, { limit: 1 });
		const topic = found === undefined ? null : await store.get('telegram_topics', found._id);
		const document = found === undefined ? null : await cases.get(found._id);
		if (document === null || topic?.group !== group.id) return refused(texts.stale);
		await cases.seen(worker._id, clock());
		const how = (await sight.again(worker, document._id))?.how ?? 'none';
		if (how === 'none' || (how === 'outline' && tap.does !== 'take')) return refused(texts.notTheirs);
		const buttons = (rows: Rows) => {
			const reply_markup = { inline_keyboard: rows.map((row) => [...row]) };
			whispering.courtesy(api.editMessageReplyMarkup(group.id, message.message_id, { reply_markup }));
		};
		try {
			return await act(tap, document, worker._id, buttons);
		} catch (error) {
			if (!isForbidden(error)) throw error;
			if (tap.does !== 'take') buttons(buttonsOf(document, keepingUp.address(document.number)));
			return refused(error.message);
		}
	}

	/** Resolves once what was asked for is durable. */
	return async function tapped(query: CallbackQuery): Promise<void> {
		const { text, alert } = await answerTo(query);
		const words = text.length <= TOAST ? text : `${text.slice(0, TOAST - 1).trimEnd()}…`;
		whispering.courtesy(api.answerCallbackQuery(query.id, text === '' ? {} : { text: words, show_alert: alert }));
	};
}

type Rows = readonly (readonly InlineKeyboardButton[])[];
type Buttons = (rows: Rows) => void;
