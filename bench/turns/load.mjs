import { percentile } from '../figures.mjs';

/**
 * `side` conversations at once, each writing its next message as soon as the last one was answered in full. Runs for about
 * `seconds`, and until each of them was answered once.
 *
 * @param talk - `talk(conversation, turn)` sends one message, resolves when all that follows from it is done, to the milliseconds
 * until the first answer left. A conversation ends after `turns` messages; a new one takes its place.
 */
export async function atOnce({ side, seconds, turns, prefix, talk }) {
	const waits = [];
	const begun = performance.now();
	let opened = 0;
	let finished = 0;
	const over = () => performance.now() - begun > seconds * 1000;
	await Promise.all(
		Array.from({ length: side }, async () => {
			do {
				const conversation = `${prefix}-${++opened}`;
				for (let turn = 0; turn < turns; turn++) {
					waits.push(await talk(conversation, turn));
					finished++;
					if (over()) return;
				}
			} while (!over());
		}),
	);
	return figuresOf(waits, finished, performance.now() - begun, opened);
}

/**
 * `side` conversations, each at its own pace: together they send `rate` messages a second, whether the ones before were answered or
 * not. What a person waits when there is more to do than one message, but less than everything.
 */
export async function atPace({ side, seconds, turns, prefix, talk, rate }) {
	const waits = [];
	const begun = performance.now();
	const under = new Set();
	const places = Array.from({ length: side }, () => ({ conversation: '', turn: turns, busy: false }));
	let sent = 0;
	let opened = 0;
	let at = 0;
	for (;;) {
		const now = performance.now() - begun;
		if (now > seconds * 1000) break;
		for (const due = Math.floor((now / 1000) * rate); sent < due; sent++) {
			at = (at + 1) % side;
			const place = places[at];
			if (place.busy) continue;
			if (place.turn === turns) {
				place.conversation = `${prefix}-${++opened}`;
				place.turn = 0;
			}
			place.busy = true;
			const one = talk(place.conversation, place.turn++).then((wait) => {
				waits.push(wait);
				place.busy = false;
				under.delete(one);
			});
			under.add(one);
		}
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	await Promise.all(under);
	return figuresOf(waits, waits.length, performance.now() - begun, opened);
}

function figuresOf(waits, turns, milliseconds, conversations) {
	const figures = { turns, milliseconds, conversations };
	return { ...figures, rate: (turns * 1000) / milliseconds, p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
}
