import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce, nextTurn, typingTime, usualPace } from '../../../src/channels/whatsapp/pacing.ts';
import { createMessageIds, unmarked, whatsappText } from '../../../src/channels/whatsapp/writing.ts';
import { aKey } from './world.ts';

const visible = (text: string): string => text.replaceAll('\u200B', '');

describe('a message on the telephone', () => {
	it('B24: shows every choice under its number, however many and however long', () => {
		const choices = Array.from({ length: 12 }, (_, index) => ({
			id: `c${index}`,
			label: `Saya belum punya kartu keluarga ${index}`,
		}));
		const text = whatsappText({ text: 'Yang mana?', choices, from: 'hakku' });
		expect(text.split('\n')[0]).toBe('Yang mana?');
		for (const [index, { label }] of choices.entries()) expect(text).toContain(`*${index + 1}.* ${label}`);
	});

	it.each(['Sri_Ayu*', '[tap](http://x.example)', '<b>Eko', 'A$&B $$5', '{{contact.phone}}', 'sri_ayu@contoh.id'])(
		'B26: shows %s letter for letter',
		(words) => {
			expect(unmarked(`Halo, ${words}.`)).toBe(`Halo, ${words}.`);
		},
	);

	it.each(['*tebal*', '_miring_', '~coret~', '`kode`', '*_dua_*', '> kutipan', '- butir', 'kata *tebal* kata'])(
		'B26: keeps %s from meaning more than itself',
		(words) => {
			const shown = unmarked(words);
			expect(visible(shown)).toBe(words);
			expect(shown).not.toBe(words);
			expect(shown).not.toMatch(/(?:^|\s)([*_~`])[^\s\u200B][^\n]*[^\s\u200B]\1(?:\s|$)/);
		},
	);

	it('never loses a letter, however long it is', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (words) => visible(unmarked(words)) === visible(words)));
		for (const long of ['*a'.repeat(50_000), '`'.repeat(100_000), '_ '.repeat(50_000), `${'~'.repeat(50_000)}x`])
			expect(visible(unmarked(long))).toBe(long);
	});

	it('has an id that follows from ours, and that we know when it comes back', () => {
		const ids = createMessageIds(aKey());
		const id = ids.of('whatsapp:7123@lid#4');
		expect(ids.of('whatsapp:7123@lid#4')).toBe(id);
		expect(id).not.toBe(ids.of('whatsapp:7123@lid#5'));
		expect(ids.isOurs(id)).toBe(true);
		expect(createMessageIds(aKey()).isOurs(id)).toBe(false);
		expect(ids.isOurs('3EB0123456789ABC123456')).toBe(false);
		expect(ids.isOurs('3A0011')).toBe(false);
	});

	it('leaves at the pace of somebody who types, and never faster than the number may', () => {
		expect(typingTime('Halo', usualPace, 0.5)).toBeLessThan(
			typingTime('Halo, apa kabar Ibu hari ini?', usualPace, 0.5),
		);
		expect(typingTime('x'.repeat(5_000), usualPace, 1)).toBeLessThanOrEqual(4_000);
		expect(typingTime('Halo', usualPace, 0)).not.toBe(typingTime('Halo', usualPace, 1));
		expect(nextTurn(1_000, 1_050, usualPace, 0.5)).toBe(1_250);
		expect(nextTurn(1_000, 9_000, usualPace, 0.5)).toBe(9_000);
		expect(nextTurn(1_000, 1_000, atOnce, 1)).toBe(1_000);
	});
});
