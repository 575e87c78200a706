/** Files of the libraries that print what must never be read: keys of sessions, names of people. */
const talkative = /[\\/]node_modules[\\/](?:libsignal|@whiskeysockets[\\/]baileys|whatsapp-rust-bridge)[\\/]/;

const ways = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const;

/** The printers that we put in place. */
const careful = new WeakSet<object>();

/**
 * Takes from the WhatsApp libraries the console of this process, and leaves it to everybody else. The encryption library prints
 * whole sessions, keys included, whenever one is opened or closed.
 *
 * @returns how to give it back.
 */
export function keepQuiet(): () => void {
	const before = ways.map((way) => [way, console[way]] as const).filter(([, print]) => !careful.has(print));
	for (const [way, print] of before) {
		console[way] = (...words: unknown[]) => {
			const { stack = '' } = new Error();
			if (!talkative.test(callerIn(stack))) Reflect.apply(print, console, words);
		};
		careful.add(console[way]);
	}
	return () => {
		for (const [way, print] of before) console[way] = print;
	};
}

/** The place that called the console: the frame below our own. */
function callerIn(stack: string): string {
	return stack.split('\n')[2] ?? '';
}
