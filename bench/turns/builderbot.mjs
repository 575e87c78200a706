import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, script } from '../release.mjs';
import { atOnce, atPace } from './load.mjs';

/** As many messages in a conversation as Hakku's has. */
const texts = script.slice(0, 6);

/**
 * BuilderBot in this process, with its own test provider and its own database, which is in memory. A conversation of the same length
 * as Hakku's: every message is answered by the next question, and kept in the person's state.
 */
export async function openBuilderBot() {
	const folder = mkdtempSync(join(tmpdir(), 'hakku-bench-'));
	const { createBot, createFlow, createProvider, addKeyword, TestTool } = load(folder);
	const answered = new Map();
	class Provider extends TestTool.TestProvider {
		async sendMessage(person, message) {
			answered.get(person)?.();
			return super.sendMessage(person, message);
		}
	}
	const asked = texts.slice(1).reduce(
		(flow, _, at) =>
			flow.addAnswer(
				`Pertanyaan ${at + 1}: apa yang paling berat sekarang?`,
				{ capture: true },
				async ({ body }, { state }) => {
					await state.update({ [`jawaban${at + 1}`]: body });
				},
			),
		addKeyword('halo'),
	);
	const flow = asked.addAnswer('Terima kasih sudah bercerita.');
	const bot = await createBot({
		flow: createFlow([flow]),
		database: new TestTool.TestDB(),
		provider: createProvider(Provider),
	});

	async function talk(person, turn) {
		const begun = performance.now();
		let wait = null;
		answered.set(person, () => {
			wait ??= performance.now() - begun;
		});
		await bot.handleMsg({ from: person, body: texts[turn], name: person });
		answered.delete(person);
		if (wait === null) unanswered++;
		return wait ?? performance.now() - begun;
	}

	let unanswered = 0;
	let runs = 0;
	return {
		async turns({ side, seconds, rate }) {
			unanswered = 0;
			const how = { side, seconds, rate, prefix: `${++runs}`, turns: texts.length, talk };
			const figures = await (rate === undefined ? atOnce(how) : atPace(how));
			return { ...figures, lost: unanswered };
		},
		async close() {
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** It writes its logs into the folder that it is loaded in. */
function load(folder) {
	const here = process.cwd();
	process.chdir(folder);
	try {
		return createRequire(join(root, 'bench/peers/package.json'))('@builderbot/bot');
	} finally {
		process.chdir(here);
	}
}
