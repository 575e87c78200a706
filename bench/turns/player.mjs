// A side of the comparison in a process of its own: told by messages what to do, so that no side is slowed by another's memory, and
// so that several processes can serve at once. Started by bench/turns/index.mjs.
import { openBuilderBot } from './builderbot.mjs';
import { openHakku } from './hakku.mjs';

const [, , side, settings] = process.argv;
const player = side === 'hakku' ? await openHakku(JSON.parse(settings)) : await openBuilderBot();
process.on('message', async ({ call, given }) => {
	try {
		process.send({ result: await player[call](given) });
	} catch (error) {
		process.send({ error: error.stack });
	}
});
process.on('disconnect', () => process.exit());
process.send({ result: 'open' });
