import type { SuggestionDocument } from '../conversation/index.ts';
import { createLog } from '../log.ts';
import { openGround } from '../main.ts';
import type { Store } from '../store/index.ts';
import { configFromEnvironment } from './content.ts';

/** Most that are listed, newest day first. */
const most = 1000;

/** Lists messages that people said were misread, or removes them once they were taught from. */
export async function suggestions(options: { json?: boolean; clear?: boolean }): Promise<void> {
	const config = configFromEnvironment();
	const ground = await openGround(config, createLog(config.logLevel, config.logFormat));
	try {
		if (options.clear === true) {
			const removed = await ground.store.removeAll('suggestions', {});
			process.stdout.write(`${removed} removed.\n`);
		} else await list(ground.store, options.json === true);
	} finally {
		await ground.close();
	}
}

async function list(store: Store, json: boolean): Promise<void> {
	const found = await store.find('suggestions', {}, { sort: ['-day'], limit: most });
	for (const one of found) process.stdout.write(`${json ? JSON.stringify(plain(one)) : readable(one)}\n`);
	if (found.length === 0 && !json) process.stdout.write('None.\n');
}

const plain = ({ day, text, needs, intent }: SuggestionDocument) => ({ day, text, needs, intent });

function readable({ day, text, needs, intent }: SuggestionDocument): string {
	const taken = needs.length === 0 ? 'no need' : needs.join(', ');
	return `${day}  taken for ${taken} (${intent ?? 'no intent'}), which was wrong:\n            ${JSON.stringify(text)}`;
}
