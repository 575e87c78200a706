/** Files of the libraries that print what must never be read: keys of sessions, names of people. */
const talkative = /[\\/]node_modules[\\/](?:libsignal|@whiskeysockets[\\/]baileys|whatsapp-rust-bridge)[\\/]/;

const ways = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;

let muzzled: (() => void) | null = null;

/**
 * Takes from the WhatsApp libraries the console of this process, and leaves it to everybody else. The encryption library prints
 * whole sessions, keys included, whenever one is opened or closed.
 *
 * @returns how to give it back.
 */
export function keepQuiet(): () => void {
	if (muzzled !== null) return muzzled;
	const before = ways.map((way) => [way, console[way]] as const);
	for (const [way, print] of before)
		console[way] = (...words: unknown[]) => {
			const { stack = '' } = new Error();
			if (!talkative.test(callerIn(stack))) Reflect.apply(print, console, words);
		};
	muzzled = () => {
		for (const [way, print] of before) console[way] = print;
		muzzled = null;
	};
	return muzzled;
}

/** The place that called the console: the frame below our own. */
function callerIn(stack: string): string {
	return stack.split('\n')[2] ?? '';
}
