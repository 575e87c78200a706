import { step } from '../../dist/engine/index.js';
import { compileRelease, readAreas, readFolder } from '../../dist/releases/index.js';
import { root } from '../release.mjs';
import { answers, hakkuFiles } from './survey.mjs';

const context = { now: 1_770_000_000_000, today: '2026-02-10', channel: 'web', mode: 'bot' };

/** The survey as the welcome of a release that otherwise is the one that comes with Hakku: dangers and global words stay what they are. */
export async function surveyRelease() {
	const { files } = await readFolder(root);
	const shipped = [...files].filter(
		([path, text]) => !path.startsWith('flows/tests/') && !/^role: welcome$/m.test(text),
	);
	const { release, findings } = await compileRelease(
		new Map([...shipped, ...hakkuFiles()]),
		context.today,
		await readAreas(),
	);
	if (!release)
		throw new Error(
			JSON.stringify(
				findings.filter(({ severity }) => severity === 'error'),
				null,
				1,
			),
		);
	return release;
}

/** One conversation from its first word to its end, the session written to JSON and read again between turns. */
export function converse(release) {
	const said = [];
	let longest = 0;
	let session = null;
	for (const text of ['halo', ...answers]) {
		const result = step(release, session, { kind: 'text', text }, context);
		for (const event of result.events) if (event.kind === 'message') said.push(event.text);
		const kept = JSON.stringify(result.session);
		longest = Math.max(longest, kept.length);
		session = JSON.parse(kept);
	}
	return { said, longest };
}
