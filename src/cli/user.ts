import { createInterface } from 'node:readline';
import { refuseUnfinished } from '../archive/index.ts';
import { createUsers, type Role } from '../desk/index.ts';
import { HakkuError } from '../errors.ts';
import { createLog } from '../log.ts';
import { type Ground, openGround } from '../main.ts';
import { configFromEnvironment } from './content.ts';

const roles: readonly Role[] = ['worker', 'supervisor', 'admin'];

/** Adds an account. The password comes from standard input, so that it stays out of the shell's history. */
export async function addUser(name: string, options: { displayName?: string; role: string }): Promise<void> {
	const role = roles.find((known) => known === options.role);
	if (!role) throw new HakkuError('user.invalid', `"${options.role}" is no role. There are: ${roles.join(', ')}.`);
	const password = await readPassword();
	await withGround(async ({ store }) => {
		const displayName = options.displayName === undefined ? {} : { displayName: options.displayName };
		const user = await createUsers(store).add({ name, role, password, ...displayName }, Date.now());
		process.stdout.write(`${user.name} (${user.role}) can now sign in at /desk.\n`);
	});
}

export async function listUsers(): Promise<void> {
	await withGround(async ({ store }) => {
		for (const { name, display_name, role, disabled } of await createUsers(store).list()) {
			process.stdout.write(`${name}\t${display_name}\t${role}${disabled ? '\tdisabled' : ''}\n`);
		}
	});
}

async function withGround(run: (ground: Ground) => Promise<void>): Promise<void> {
	const config = configFromEnvironment();
	const ground = await openGround(config, createLog(config.logLevel, config.logFormat));
	try {
		await refuseUnfinished(ground.store);
		await run(ground);
	} finally {
		await ground.close();
	}
}

async function readPassword(): Promise<string> {
	if (process.stdin.isTTY) process.stderr.write('Password (at least 10 characters; it shows while you type): ');
	for await (const line of createInterface({ input: process.stdin, terminal: false })) return line;
	return '';
}
