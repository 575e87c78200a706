import { type Api, InputFile } from 'grammy';
import type { Logger } from 'pino';
import type { Delivery, Outbound } from '../channel.ts';
import { failureOf } from './calls.ts';
import { CAPTION, type Part, partsOf } from './writing.ts';

/** Milliseconds until a message is tried again when Telegram itself could not, or the line was down. */
const SOON = 3_000;
const LATER = 60_000;

/** Messages that were cut off after some of their parts, remembered. */
const REMEMBERED = 1_000;

interface SenderParts {
	readonly api: Api;
	readonly log: Pick<Logger, 'error'>;
	/** Telegram does not know the token any more. */
	unauthorized(): void;
}

/** Sends one message of ours, in as many parts as it takes. A part that was sent is not sent again when a later one must wait. */
export function createSender({ api, log, unauthorized }: SenderParts): (message: Outbound) => Promise<Delivery> {
	const progress = new Map<string, number>();

	async function sendPart(chat: string, { text, entities, buttons }: Part): Promise<void> {
		await api.sendMessage(chat, text, {
			entities: [...entities],
			link_preview_options: { is_disabled: true },
			...markup(buttons),
		});
	}

	async function sendFile(chat: string, name: string, bytes: Uint8Array, under: Part | null): Promise<void> {
		await api.sendDocument(chat, new InputFile(bytes, name), {
			...(under !== null && { caption: under.text, caption_entities: [...under.entities] }),
			...markup(under?.buttons ?? []),
		});
	}

	/** The calls that make up a message, in order. */
	async function stepsOf(message: Outbound): Promise<(() => Promise<void>)[]> {
		const { address, document } = message;
		const texts = (of: readonly Part[]) => of.map((part) => () => sendPart(address, part));
		const bytes = document === undefined ? null : await document.make();
		if (document === undefined || bytes === null)
			return texts(partsOf(document === undefined ? message : { ...message, text: document.instead }));
		const parts = partsOf(message);
		const last = parts.at(-1) ?? null;
		const under = last !== null && last.text.length <= CAPTION ? last : null;
		const before = under === null ? parts : parts.slice(0, -1);
		const file = async () => {
			try {
				await sendFile(address, document.name, bytes, under);
			} catch (error) {
				if (failureOf(error).kind !== 'refused') throw error;
				for (const part of partsOf({ ...message, text: document.instead })) await sendPart(address, part);
			}
		};
		return [...texts(before), file];
	}

	return async (message) => {
		if (!/^\d{1,20}$/.test(message.address)) return { result: 'refused', reason: 'not the address of a person' };
		const steps = await stepsOf(message);
		for (let step = progress.get(message.id) ?? 0; step < steps.length; step++) {
			try {
				await steps[step]?.();
			} catch (error) {
				const delivery = deliveryOf(error);
				if (delivery.result === 'later') remember(progress, message.id, step);
				else progress.delete(message.id);
				if (failureOf(error).kind === 'unauthorized') unauthorized();
				if (delivery.result === 'refused')
					log.error({ code: 'telegram.refused', channel: 'telegram' }, 'Telegram refused a message: our own fault');
				return delivery;
			}
		}
		progress.delete(message.id);
		return { result: 'sent' };
	};
}

function markup(buttons: Part['buttons']) {
	return buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } };
}

function remember(progress: Map<string, number>, id: string, step: number): void {
	progress.delete(id);
	progress.set(id, step);
	const [oldest] = progress.keys();
	if (progress.size > REMEMBERED && oldest !== undefined) progress.delete(oldest);
}

/** What became of a message whose call failed. */
function deliveryOf(error: unknown): Delivery {
	const failure = failureOf(error);
	switch (failure.kind) {
		case 'limited':
			return { result: 'later', after: failure.after, reason: 'Telegram asked for a pause' };
		case 'gone':
			return { result: 'unreachable', reason: 'blocked the bot, or left Telegram' };
		case 'refused':
			return { result: 'refused', reason: `Telegram refused with ${failure.code}` };
		case 'unauthorized':
			return { result: 'later', after: LATER, reason: 'Telegram does not know the bot token' };
		case 'conflict':
		case 'busy':
			return { result: 'later', after: SOON, reason: 'Telegram could not' };
		case 'unsent':
			return { result: 'later', after: SOON, reason: 'Telegram cannot be reached' };
		case 'unknown':
			return { result: 'uncertain', reason: 'the answer was lost' };
	}
}
