import { expect, test } from 'vitest';
import { rightTests } from '../../src/knowledge/index.ts';
import { playRightTests } from '../../src/rights/index.ts';
import { fixtureFiles, fixtureKnowledge } from '../knowledge/fixture.ts';

const path = 'knowledge/rights/tests/sembako.yaml';

function play(change: (text: string) => string = (text) => text) {
	const knowledge = fixtureKnowledge();
	return playRightTests(knowledge, rightTests(fixtureFiles({ [path]: change }), knowledge).tests);
}

test('tests of a right are played, each with its place', () => {
	const played = play();
	expect(played).toHaveLength(4);
	expect(played.map(({ failure }) => failure)).toEqual([null, null, null, null]);
	expect(played[1]?.test).toMatchObject({
		file: path,
		place: { line: 5 },
		test: 'yang tidak tahu desilnya tidak ditolak',
	});
});

test.each([
	[
		'another outcome',
		'outcome: likely',
		'outcome: unlikely',
		'The outcome is likely, not unlikely (desil: true, belum-menerima: true).',
	],
	[
		'another question',
		'ask: bantuan.sekarang',
		'ask: keluarga.desil',
		'It asks bantuan.sekarang next, not keluarga.desil.',
	],
	[
		'another reason',
		'reason: belum-menerima',
		'reason: desil',
		'The rule "desil" did not fail; failed: belum-menerima.',
	],
])('%s than written is a failure that says what came out', (_, from, to, failure) => {
	expect(play((text) => text.replace(from, to)).map((played) => played.failure)).toContain(failure);
});
