import { describe, expect, it } from 'vitest';
import { readRehearsals, rehearse } from '../../src/engine/index.ts';
import { compileRelease, readAreas, readFolder } from '../../src/releases/index.ts';

const { files } = await readFolder('.');
const { release, findings } = await compileRelease(files, '2026-02-10', await readAreas());
const { rehearsals, findings: unreadable } = readRehearsals(files);

describe('the shipped conversations', () => {
	it('compile, with every text in both languages', () => {
		expect(release).not.toBeNull();
		expect(findings.filter(({ file }) => file.startsWith('flows/'))).toEqual([]);
		expect(unreadable).toEqual([]);
		expect(rehearsals.length).toBeGreaterThan(100);
	});

	for (const { file, rehearsal } of rehearsals) {
		it(`${file.replace(/^.*\//, '')}: ${rehearsal.test}`, () => {
			if (release === null) throw new Error('the shipped release does not compile');
			const { failures, transcript } = rehearse(release, file, rehearsal);
			expect(failures, transcript.join('\n')).toEqual([]);
		});
	}
});
