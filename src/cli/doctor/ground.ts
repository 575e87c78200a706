import { existsSync, readdirSync } from 'node:fs';
import { refuseUnfinished } from '../../archive/index.ts';
import type { Config } from '../../config.ts';
import { HakkuError } from '../../errors.ts';
import { createLog } from '../../log.ts';
import { type Ground, openGround } from '../../main.ts';
import type { QueueName } from '../../queues/index.ts';
import { broken, type Found, ill, well } from './check.ts';
import { checkPast } from './machine.ts';
import { ask } from './running.ts';

const queueNames: readonly QueueName[] = [
	'escalations',
	'clocks',
	'follow-ups',
	'alerts',
	'timers',
	'files',
	'topics',
	'housekeeping',
];

/** Opens state and queues as a start would, looks at them and closes them. A running Hakku on the folder is asked instead. */
export async function checkGround(config: Config): Promise<readonly Found[]> {
	if (config.mongoUrl === null && isEmpty(config.dataDir)) {
		return [well('store', 'embedded, nothing kept yet'), well('queues', 'embedded, nothing kept yet')];
	}
	let ground: Ground;
	try {
		ground = await openGround(config, createLog('silent', 'json'));
	} catch (error) {
		if (error instanceof HakkuError && error.code === 'data.locked') return askRunning(config, error);
		if (error instanceof HakkuError && error.code.startsWith('queue.'))
			return [well('store', 'it can be reached'), broken('queues', error)];
		return [broken('store', error)];
	}
	try {
		return [...(await checkStore(ground)), await checkQueues(ground)];
	} finally {
		await ground.close();
	}
}

function isEmpty(folder: string): boolean {
	return !existsSync(folder) || readdirSync(folder).length === 0;
}

async function checkStore({ store }: Ground): Promise<readonly Found[]> {
	try {
		await store.ping();
		await refuseUnfinished(store);
		const { database, schema, indexes, missing } = await store.inspect();
		const [newest] = await store.find('releases', {}, { sort: ['-made_at'], limit: 1 });
		const past = newest === undefined ? null : checkPast(Date.now(), newest.made_at);
		const all =
			missing.length === 0
				? well('indexes', `all ${indexes} are there`)
				: ill(
						'indexes',
						`Of ${indexes + missing.length} indexes these are missing: ${missing.join(', ')}.`,
						'Start Hakku again: it builds them before it serves.',
					);
		return [well('store', `${database}, schema ${schema}`), all, ...(past === null ? [] : [past])];
	} catch (error) {
		return [broken('store', error)];
	}
}

async function checkQueues({ queues }: Ground): Promise<Found> {
	try {
		await queues.ping();
		const told: string[] = [];
		let failed = 0;
		for (const queue of queueNames) {
			const counts = await queues.counts(queue);
			failed += counts.failed;
			told.push(`${queue} ${counts.waiting + counts.delayed + counts.active}`);
		}
		const says = `${told.join(', ')} to do`;
		return well('queues', failed === 0 ? says : `${says}; ${failed} failed for good, their reasons are in the log`);
	} catch (error) {
		return broken('queues', error);
	}
}

async function askRunning(config: Config, locked: HakkuError): Promise<readonly Found[]> {
	const report = await ask(config, '/health/ready');
	if (report === null) {
		return [ill('store', `${locked.message} It does not answer at HOST and PORT.`, locked.fix)];
	}
	return Object.entries(report.parts).map(([part, { up, reason }]) =>
		up
			? well(part, 'a Hakku is running and says it is up')
			: ill(part, `A Hakku is running and says it is down (${reason ?? 'no reason'}).`, 'See its log.'),
	);
}
