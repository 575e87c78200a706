import type { Progress } from '../archive/index.ts';

const verbs = {
	reading: 'reading the store',
	checking: 'checking the file',
	writing: 'writing into the store',
	comparing: 'comparing',
} as const;

/** How often the line is drawn anew, in milliseconds. */
const rhythm = 100;

export interface ProgressBar {
	readonly show: Progress;
	/** Takes the line away. */
	end(): void;
}

/** One line in a terminal that says how far something is; nothing where nobody looks. */
export function progressBar(screen: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, now: () => number): ProgressBar {
	let drawn = Number.NEGATIVE_INFINITY;
	let shown = '';
	return {
		show(done, all, what) {
			if (!screen.isTTY || (shown === what && now() - drawn < rhythm)) return;
			drawn = now();
			shown = what;
			screen.write(`\r${bar(done, all)} ${verbs[what]}\u001b[K`);
		},
		end() {
			if (shown !== '') screen.write('\r\u001b[K');
			shown = '';
		},
	};
}

function bar(done: number, all: number): string {
	const part = all === 0 ? 0 : Math.min(1, done / all);
	const full = Math.round(part * 24);
	return `${'█'.repeat(full)}${'░'.repeat(24 - full)} ${String(Math.floor(part * 100)).padStart(3)} %`;
}
