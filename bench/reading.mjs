// What reading one message costs.
import { show } from './figures.mjs';
import { count, script, shippedRelease } from './release.mjs';

const { language } = await shippedRelease();
const read = () => {
	for (const text of script) language.read(text);
};
const forAbout = (milliseconds) => {
	const from = performance.now();
	let messages = 0;
	while (performance.now() - from < milliseconds) {
		read();
		messages += script.length;
	}
	return (performance.now() - from) / messages;
};
forAbout(500);
show('reading', [['reading one message', `${count(forAbout(2000) * 1000)} µs`]]);
