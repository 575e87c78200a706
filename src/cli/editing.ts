import { watch } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { HakkuError } from '../errors.ts';
import type { House } from '../main.ts';

/** An edit of a flow or of knowledge takes effect by itself; one with an error is named in the log and the last good release goes on. */
export function watchContent(house: Pick<House, 'releases'>, config: Config, log: Logger): () => void {
	let timer: NodeJS.Timeout | undefined;
	const reload = () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			house.releases
				.reload()
				.catch((error: unknown) =>
					log.error(
						{ code: error instanceof HakkuError ? error.code : 'release' },
						'the files could not be read again',
					),
				);
		}, 500);
	};
	const watchers = ['flows', 'knowledge'].map((room) => {
		const watcher = watch(join(config.contentDir, room), { recursive: true }, reload);
		watcher.on('error', () =>
			log.warn({ room }, 'edits of these files are no longer noticed; start again after an edit'),
		);
		return watcher;
	});
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
