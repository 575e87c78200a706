import { perSecond } from './engine.mjs';
import { count, script, shippedRelease } from './release.mjs';

/** What reading one message costs. */
export async function language() {
	const release = await shippedRelease();
	const rate = perSecond(() => {
		for (const text of script) release.language.read(text);
	});
	return [['reading one message', `${count(1e6 / (rate * script.length))} µs`]];
}
