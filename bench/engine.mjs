import { step } from '../dist/engine/index.js';
import { count, script, shippedRelease } from './release.mjs';

/** Steps a second of the engine alone: reading, running the flows, and the session written out and read again between turns. */
export async function engine() {
	const release = await shippedRelease();
	const context = { now: 1_770_000_000_000, today: '2026-02-10', channel: 'web', mode: 'bot' };
	let bytes = 0;
	const conversation = () => {
		let session = null;
		for (const text of script) {
			const result = step(release, session, { kind: 'text', text }, context);
			const kept = JSON.stringify(result.session);
			bytes = kept.length;
			session = JSON.parse(kept);
		}
	};
	const rate = perSecond(conversation) * script.length;
	return [
		['steps a second (session serialised between turns)', count(rate)],
		['session after 12 turns, as JSON', `${count(bytes)} bytes`],
	];
}

/** Runs for about two seconds after a warm-up. */
export function perSecond(work) {
	const until = (milliseconds) => {
		const from = performance.now();
		let runs = 0;
		while (performance.now() - from < milliseconds) {
			work();
			runs++;
		}
		return (runs * 1000) / (performance.now() - from);
	};
	until(500);
	return until(2000);
}
