import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Outbound } from '../channels/index.ts';
import { createTerminal } from '../channels/terminal.ts';
import { HakkuError } from '../errors.ts';
import { createLog } from '../log.ts';
import { type House, openGround, openHouse } from '../main.ts';
import { configFromEnvironment } from './content.ts';
import { summaryOf } from './summary.ts';

const address = 'warga';
export const conversation = `terminal:${address}`;

/** A conversation in the terminal, on a throw-away store. A script's lines are sent one by one, each after the answer to the one before. */
export async function chat(options: { script?: string; json?: boolean }): Promise<void> {
	const config = configFromEnvironment();
	const script = options.script === undefined ? null : await readScript(options.script);
	const log = createLog(script ? 'error' : 'warn', config.logFormat);
	const house = await openHouse(config, log, await openGround(config, log, 'memory'));
	const print = options.json ? printJson : printText;
	try {
		await house.connect(createTerminal({ show: print, save }));
		if (script) await playScript(house, script, options.json === true);
		else await converse(house);
	} finally {
		await house.close();
	}
}

async function readScript(file: string): Promise<readonly string[]> {
	const text = await readFile(file, 'utf8').catch((cause: unknown) => {
		throw new HakkuError('file.unreadable', `${file} can’t be read.`, cause);
	});
	return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

async function playScript(house: House, lines: readonly string[], json: boolean): Promise<void> {
	for (const text of lines) {
		process.stdout.write(json ? `${JSON.stringify({ from: 'citizen', text })}\n` : `\n> ${text}\n\n`);
		await send(house, text);
	}
	if (json) process.stdout.write(`${JSON.stringify({ summary: await summaryOf(house, conversation) })}\n`);
}

async function converse(house: House): Promise<void> {
	process.stdout.write('You are the citizen. Nothing is kept. Leave with Ctrl+D.\n\n');
	await house.conversations.receive({
		channel: 'terminal',
		address,
		id: randomUUID(),
		content: { kind: 'start', code: null },
		sent_at: Date.now(),
	});
	await house.conversations.settled(conversation);
	const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
	input.prompt();
	for await (const line of input) {
		process.stdout.write('\n');
		if (line !== '') await send(house, line);
		input.prompt();
	}
}

async function send(house: House, text: string): Promise<void> {
	await house.conversations.receive({
		channel: 'terminal',
		address,
		id: randomUUID(),
		content: { kind: 'text', text },
		sent_at: Date.now(),
	});
	await house.conversations.settled(conversation);
}

/** A folder of its own for each file, which only this user may read. */
async function save(name: string, bytes: Uint8Array): Promise<string> {
	const path = join(await mkdtemp(join(tmpdir(), 'hakku-')), name);
	await writeFile(path, bytes, { mode: 0o600 });
	return path;
}

function printText({ text, choices }: Outbound): void {
	const list = choices.map(({ label }, index) => `  ${index + 1}. ${label}`);
	process.stdout.write(`${[text, ...list].join('\n')}\n\n`);
}

function printJson({ text, choices }: Outbound): void {
	process.stdout.write(`${JSON.stringify({ from: 'hakku', text, choices })}\n`);
}
