import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { root } from '../release.mjs';

const script = fileURLToPath(new URL('player.mjs', import.meta.url));

/** Hakku in a process of its own, on what `settings` name; nothing named: embedded. */
export function hakku(settings = {}) {
	return player(['hakku', JSON.stringify(settings)]);
}

/** BuilderBot in a process of its own; null where it is not installed. */
export function builderBot() {
	return existsSync(`${root}/bench/peers/node_modules/@builderbot/bot`) ? player(['builderbot']) : null;
}

async function player(given) {
	const child = fork(script, given, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
	let settle = null;
	const answer = () => new Promise((resolve, reject) => (settle = { resolve, reject }));
	child.on('message', ({ error, result }) => (error ? settle.reject(new Error(error)) : settle.resolve(result)));
	child.on('exit', (code) => settle.reject(new Error(`${given[0]} ended with ${code}`)));
	await answer();
	return {
		async ask(call, with_ = {}) {
			const result = answer();
			child.send({ call, given: with_ });
			return result;
		},
		async close() {
			await this.ask('close');
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}
