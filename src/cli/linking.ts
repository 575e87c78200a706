import * as whatsapp from '../channels/whatsapp/index.ts';
import { HakkuError } from '../errors.ts';

type Parts = Parameters<typeof whatsapp.numbersSeen>[0];

/** How long all of it may take, in milliseconds. */
const PATIENCE = 5 * 60_000;

/** Shows what is to be scanned or typed in, and each new one, until the number is linked. */
export async function untilLinked(parts: Parts, name: string, say: (text: string) => void): Promise<void> {
	const { renderUnicodeCompact } = await import('uqr');
	const end = performance.now() + PATIENCE;
	let last = '';
	while (performance.now() < end) {
		const [seen] = await whatsapp.numbersSeen(parts, [name]);
		if (seen?.state === 'open') {
			say(`\n${name} is linked: +${seen.number}. Start Hakku, then write to that number from another telephone.`);
			return;
		}
		if (seen?.reason === 'expired' || seen?.state === 'stopped')
			throw new HakkuError('whatsapp.unlinked', 'Nobody scanned the picture or typed the code in time.');
		if (seen?.shown && seen.shown.text !== last) {
			last = seen.shown.text;
			say('On the telephone: WhatsApp, Settings, Linked devices, Link a device.');
			say(
				seen.shown.kind === 'picture'
					? `Scan this:\n\n${renderUnicodeCompact(seen.shown.text)}`
					: `Choose "Link with phone number instead" and type:  ${last.slice(0, 4)}-${last.slice(4)}`,
			);
		}
		await changed(parts);
	}
	throw new HakkuError('whatsapp.unlinked', 'The number was not linked in time.');
}

/** Resolves at the next change of a number, or after a second. */
async function changed(parts: Parts): Promise<void> {
	await new Promise<void>((resolve) => {
		const deaf = whatsapp.watchNumbers(parts, done);
		const timer = setTimeout(done, 1_000);
		function done(): void {
			clearTimeout(timer);
			deaf();
			resolve();
		}
	});
}
