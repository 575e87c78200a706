import * as whatsapp from '../channels/whatsapp/api.ts';
import type { Config } from '../config.ts';
import { HakkuError } from '../errors.ts';
import { createLog } from '../log.ts';
import { type Ground, openGround, openHouse } from '../main.ts';
import { accountsOf } from './accounts.ts';
import { configFromEnvironment } from './content.ts';
import { untilLinked } from './linking.ts';

interface Asked {
	readonly config: Config;
	readonly ground: Ground;
	readonly parts: { readonly store: Ground['store']; readonly signals: Ground['signals']; readonly key: Uint8Array };
	readonly name: string;
}

/** Links a number: shows a picture to scan, or with `number` a code to type into that telephone. Ends when it is linked. */
export async function pairNumber(given: string | undefined, options: { number?: string }): Promise<void> {
	await withNumber(given, async ({ parts, name, ground, config }) => {
		const digits = options.number === undefined ? null : whatsapp.typedNumber(options.number);
		if (options.number !== undefined && digits === null)
			throw new HakkuError('whatsapp.unlinked', 'That is no telephone number; write it like 0812 3456 7890.');
		const [before] = await whatsapp.numbersSeen(parts, [name], Date.now());
		if (before !== undefined && before.number !== null && before.state !== 'stopped') {
			say(`${name} is linked already: +${before.number}. To link another telephone: npx hakku whatsapp unlink ${name}`);
			return;
		}
		const log = createLog('error', config.logFormat);
		const house = await openHouse(config, log, { ...ground, close: async () => undefined });
		const stop = new AbortController();
		const interrupted = () => stop.abort();
		process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
		try {
			for (const account of accountsOf(house, config, log)) if (account.name === 'whatsapp') house.keep(account);
			const asked = Date.now();
			await whatsapp.ask(parts, name, 'pair', { by: null, at: asked, number: digits });
			await untilLinked(parts, name, asked, say, stop.signal);
		} finally {
			if (stop.signal.aborted) await whatsapp.ask(parts, name, 'cancel', { by: null, at: Date.now() });
			process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
			await house.close();
		}
	});
}

export async function listNumbers(): Promise<void> {
	await withNumber(undefined, async ({ parts, config }) => {
		const seen = await whatsapp.numbersSeen(parts, config.whatsappNumbers, Date.now());
		for (const one of seen)
			say(
				[
					one.name,
					one.number === null ? '–' : `+${one.number}`,
					standing(one, Date.now()),
					one.since === 0 ? '–' : new Date(one.since).toISOString(),
					one.last_message_at === null ? '–' : new Date(one.last_message_at).toISOString(),
				].join('\t'),
			);
	});
}

/** How a number stands, in the words of docs/whatsapp.md. */
function standing({ state, reason, served, restricted_until }: whatsapp.NumberSeen, now: number): string {
	if (!served && state !== 'unpaired' && state !== 'stopped') return 'not running';
	if (reason !== null) return `${state} (${reason})`;
	const answersOnly = restricted_until !== null && restricted_until > now;
	return answersOnly ? `${state} (answers only until ${new Date(restricted_until).toISOString()})` : state;
}

/** Asks the process that has the number to unlink it, or to connect it again. */
export async function askNumber(what: 'unlink' | 'connect', given: string | undefined): Promise<void> {
	await withNumber(given, async ({ parts, name }) => {
		const [before] = await whatsapp.numbersSeen(parts, [name], Date.now());
		if (before?.state === 'unpaired' && before.number === null) {
			say(`${name} is not linked yet: npx hakku whatsapp pair ${name}`);
			return;
		}
		await whatsapp.ask(parts, name, what, { by: null, at: Date.now() });
		say(`${name}: asked for. It is done as soon as Hakku runs; npx hakku whatsapp list shows it.`);
	});
}

async function withNumber(given: string | undefined, run: (asked: Asked) => Promise<void>): Promise<void> {
	const config = configFromEnvironment();
	const { key, whatsappNumbers: names } = config;
	const name = given ?? names[0];
	if (key === null || name === undefined)
		throw new HakkuError('config.invalid', 'WHATSAPP_NUMBERS names no number; set it and HAKKU_KEY first.');
	if (!names.includes(name))
		throw new HakkuError('config.invalid', `WHATSAPP_NUMBERS does not name "${name}". It names: ${names.join(', ')}.`);
	const ground = await openGround(config, createLog(config.logLevel, config.logFormat));
	try {
		const { store, signals } = ground;
		await run({ config, ground, parts: { store, signals, key }, name });
	} finally {
		await ground.close();
	}
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}
