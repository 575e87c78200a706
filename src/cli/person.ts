import { readCaseNumber } from '../cases/index.ts';
import { HakkuError } from '../errors.ts';
import { createLog } from '../log.ts';
import { openGround } from '../main.ts';
import { createPeople } from '../people/index.ts';
import type { Store } from '../store/index.ts';
import { configFromEnvironment } from './content.ts';

/** Prints what is kept of the person of a case, for a person who asks to see it. */
export async function showPerson(number: string): Promise<void> {
	const config = configFromEnvironment();
	const ground = await openGround(config, createLog(config.logLevel, config.logFormat));
	try {
		process.stdout.write(`${JSON.stringify(await personOf(ground.store, number), null, '\t')}\n`);
	} finally {
		await ground.close();
	}
}

/** @throws HakkuError `case.unknown` when no case has this number, or its person had themselves deleted. */
export async function personOf(store: Store, typed: string): Promise<object> {
	const number = readCaseNumber(typed);
	const [found] = number === null ? [] : await store.find('cases', { number }, { limit: 1 });
	const kept = found === undefined || found.person === '' ? null : await createPeople({ store }).exportOf(found.person);
	if (kept === null) throw new HakkuError('case.unknown', `Nothing is kept under the number ${JSON.stringify(typed)}.`);
	return kept;
}
