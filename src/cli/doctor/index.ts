import { setTimeout as wait } from 'node:timers/promises';
import type { Found } from './check.ts';
import { checkContent } from './content.ts';
import { checkFolder } from './folder.ts';
import { checkGround } from './ground.ts';
import { checkClock, checkNode, checkPort } from './machine.ts';
import { checkMail } from './mail.ts';
import { checkSettings } from './settings.ts';

/**
 * Looks at everything that Hakku needs, says how it is and what to do; exit code 1 when something is not well. Changes nothing
 * but what every start does: it brings tables and indexes of a store that is there up to date.
 */
export async function doctor(options: { json?: boolean }): Promise<void> {
	const print = (found: Found): void => {
		process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : told(found));
		if (!found.ok) process.exitCode = 1;
	};
	const { config, found } = checkSettings(process.env);
	print(found);
	print(checkNode(process.versions.node));
	if (config === null) return;
	print(await checkClock({ wall: () => Date.now(), steady: () => performance.now(), wait }, config.timeZone));
	if (config.redisUrl === null) print(checkFolder(config.dataDir));
	for (const one of await checkGround(config)) print(one);
	if (config.mail !== null) print(await checkMail(config.mail));
	print(await checkContent());
	print(await checkPort(config));
}

function told({ check, ok, says, fix }: Found): string {
	const line = `${ok ? '✓' : '✗'} ${check.padEnd(10)}${says}\n`;
	return fix === null ? line : `${line}  → ${fix}\n`;
}
