import { describe, expect, it } from 'vitest';
import { Conversation, compile } from './house.ts';

const codes = (nodes: string) =>
	compile({ uji: `flow: uji\ntitle: Uji\nstart: a\nnodes:\n${nodes}` }).findings.map(({ code }) => code);

describe('a flow file', () => {
	it('B12: that goes round without a question is refused, with the way round', () => {
		const { release, findings } = compile({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { branch: [{ when: "uji.jumlah > 3", goto: c }, { goto: b }] }\n  b: { say: Lagi., next: a }\n  c: { say: Selesai. }',
		});
		expect(release).toBeNull();
		expect(findings).toContainEqual(
			expect.objectContaining({
				code: 'flow.loop',
				file: 'flows/uji.yaml',
				line: 5,
				message: expect.stringContaining('a → b') as string,
			}),
		);
	});

	it('B12: with a question in its loop may be used 150 times by a patient person', () => {
		const talk = new Conversation({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { ask: { text: Berapa?, into: uji.jumlah }, next: b }\n  b: { branch: [{ when: "uji.jumlah > 29", goto: c }, { goto: a }] }\n  c: { say: Selesai. }',
		});
		talk.say('halo');
		for (let turn = 0; turn < 150; turn++) expect(talk.say('3')).toEqual(['Berapa?']);
		expect(talk.say('30')).toEqual(['Selesai.']);
	});

	it.each([
		['  a: { say: Hai., next: zz }', 'flow.goto.unknown'],
		['  a: { call: zz }', 'flow.call.unknown'],
		['  a: { ask: { text: Apa?, into: uji.zz } }', 'flow.fact.unknown'],
		['  a: { ask: { text: Apa? } }', 'flow.ask.nothing'],
		['  a: { say: "{uji.zz}" }', 'flow.text.unknown'],
		['  a: { say: "{service:zz}" }', 'flow.text.unknown'],
		['  a: { branch: [{ when: "uji.zz > 1", goto: a }] }', 'flow.condition'],
		['  a: { branch: [{ when: "uji.jumlah > \\"dua\\"", goto: a }] }', 'flow.condition'],
		['  a: { branch: [{ when: "uji.sering == \\"jarang\\"", goto: a }] }', 'flow.condition'],
		['  a: { schedule: { id: x, in: besok, flow: menu } }', 'flow.duration'],
		['  a: { say: Hai. }\n  b: { say: Mati. }', 'flow.node.unreachable'],
		[
			'  a: { ask: { text: Apa?, choices: [{ id: x, label: Sama, goto: a }, { id: y, label: SAMA!, goto: a }] } }',
			'flow.choice.twice',
		],
	])('is refused or warned about: %s', (nodes, code) => {
		expect(codes(nodes)).toContain(code);
	});

	it('names every finding with file, line, what is wrong and what to do', () => {
		const { findings } = compile({
			uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a:\n    say: Hai.\n    next: selesia\n  selesai: { end: {} }',
		});
		expect(findings).toContainEqual(
			expect.objectContaining({
				file: 'flows/uji.yaml',
				line: 7,
				message: 'This flow has no node "selesia".',
				fix: 'Did you mean "selesai"?',
			}),
		);
	});

	it('B24: with twelve choices, or labels that begin alike, warns the admin', () => {
		const twelve = Array.from({ length: 12 }, (_, n) => `{ id: c${n}, label: Pilihan ${n}, goto: a }`).join(', ');
		expect(codes(`  a: { ask: { text: Apa?, choices: [${twelve}] } }`)).toContain('flow.choice.many');
		expect(
			codes(
				'  a: { ask: { text: Apa?, choices: [{ id: x, label: Bantuan sosial tunai kota, goto: a }, { id: y, label: Bantuan sosial tunai desa, goto: a }] } }',
			),
		).toContain('flow.choice.alike');
	});

	it('B47: with an alias bomb is refused, and the other flows are still read', () => {
		const bomb = [
			'a: &a [x, x]',
			...'bcdefgh'.split('').map((key, n) => `${key}: &${key} [${Array(9).fill(`*${'abcdefg'[n]}`).join(', ')}]`),
		].join('\n');
		const { findings } = compile({ bom: bomb, lain: 'flow: lain\ntitle: Lain\nstart: zz\nnodes:\n  a: { say: Hai. }' });
		expect(findings.some(({ file, severity }) => file === 'flows/bom.yaml' && severity === 'error')).toBe(true);
		expect(findings.some(({ file, code }) => file === 'flows/lain.yaml' && code === 'flow.start.unknown')).toBe(true);
	});

	it('without a role that Hakku needs is refused', () => {
		const { findings } = compile({ bahaya: 'flow: bahaya\ntitle: Bahaya\nstart: a\nnodes:\n  a: { say: x }' });
		expect(findings).toContainEqual(
			expect.objectContaining({ code: 'flow.role.missing', message: 'No flow has the role "danger".' }),
		);
	});
});
