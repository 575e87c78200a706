import * as whatsapp from '../channels/whatsapp/api.ts';
import { HakkuError } from '../errors.ts';

type Parts = Parameters<typeof whatsapp.numbersSeen>[0];

/** How long all of it may take, in milliseconds. */
const PATIENCE = 5 * 60_000;

/** After how long without an answer something is said, in milliseconds. */
const QUIET = 3_000;

/** Why nothing came of it, in words for whoever sits at the terminal. */
const troubles: Readonly<Record<string, string>> = {
	expired: 'Nobody scanned the picture or typed the code in time.',
	refused: 'WhatsApp shows no code for that telephone number. Check it, or scan the picture instead.',
	unreachable: 'WhatsApp could not be reached. Look at the network of this machine.',
	outdated: 'WhatsApp no longer accepts this version. docs/whatsapp.md says which one to set.',
	locked: 'The number was paired under another HAKKU_KEY. Set that one again, or unlink the number first.',
};

/**
 * Shows what is to be scanned or typed in, and each new one, until the number is linked.
 *
 * @param asked - when it was asked for, epoch milliseconds: what stood before does not count.
 */
export async function untilLinked(
	parts: Parts,
	name: string,
	asked: number,
	say: (text: string) => void,
	stop: AbortSignal,
): Promise<void> {
	const { renderUnicodeCompact } = await import('uqr');
	const end = performance.now() + PATIENCE;
	const patience = performance.now() + QUIET;
	let [last, waiting] = ['', false];
	while (performance.now() < end && !stop.aborted) {
		const [seen] = await whatsapp.numbersSeen(parts, [name], Date.now());
		const heeded = seen !== undefined && seen.wanted?.at !== asked;
		if (heeded && seen.state === 'open') {
			say(`\n${name} is linked: +${seen.number}. Start Hakku, then write to that number from another telephone.`);
			return;
		}
		if (heeded && (seen.state === 'unpaired' || seen.state === 'stopped'))
			throw new HakkuError('whatsapp.unlinked', troubles[seen.reason ?? ''] ?? 'WhatsApp refused the link.');
		if (heeded && seen.shown && seen.shown.text !== last) {
			const { kind, text, until } = seen.shown;
			if (last === '') say('On the telephone: WhatsApp, Settings, Linked devices, Link a device.');
			last = text;
			const seconds = Math.max(5, Math.round((until - Date.now()) / 5_000) * 5);
			say(
				kind === 'picture'
					? `Scan this within ${seconds} seconds; then the next one follows. Ctrl-C ends it.\n\n${lightOnDark(renderUnicodeCompact(text))}`
					: `Choose "Link with phone number instead" and type within ${seconds} seconds:  ${last.slice(0, 4)}-${last.slice(4)}\nCtrl-C ends it.`,
			);
		}
		if (!heeded && !waiting && performance.now() > patience) {
			waiting = true;
			say('Waiting for the process that speaks on WhatsApp; after a crash that takes up to 20 seconds.');
		}
		await changed(parts, stop);
	}
	if (stop.aborted) throw new HakkuError('whatsapp.unlinked', 'You ended it. Nothing was linked.');
	throw new HakkuError('whatsapp.unlinked', 'The number was not linked in time.');
}

/** A picture is white on black: telephones may not know it the other way round, as a terminal with a light ground would show it. */
function lightOnDark(picture: string): string {
	if (!process.stdout.isTTY) return picture;
	return picture
		.split('\n')
		.map((line) => `\x1b[40;97m${line}\x1b[0m`)
		.join('\n');
}

/** Resolves at the next change of a number, when it is to stop, or after a second. */
async function changed(parts: Parts, stop: AbortSignal): Promise<void> {
	await new Promise<void>((resolve) => {
		const deaf = whatsapp.watchNumbers(parts, done);
		const timer = setTimeout(done, 1_000);
		stop.addEventListener('abort', done);
		function done(): void {
			clearTimeout(timer);
			stop.removeEventListener('abort', done);
			deaf();
			resolve();
		}
	});
}
