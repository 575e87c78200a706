import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLabel, splitText } from '../../../src/channels/splitting.ts';
import { partsOf, readTap } from '../../../src/channels/telegram/writing.ts';
import { checkEntities, checkKeyboard, checkText } from '../../fakes/telegram/checks.ts';

const id = 'telegram:5#12';
const of = (text: string, labels: readonly string[] = [], ids = labels.map((_, at) => `p${at}`)) =>
	partsOf({
		...{ id, text, question: labels.length === 0 ? null : 'makan.cukup#3' },
		choices: labels.map((label, at) => ({ id: ids[at] ?? '', label })),
	});

/** As the strict server takes it. */
function accepted(parts: ReturnType<typeof partsOf>): void {
	for (const { text, entities, buttons } of parts) {
		checkText({ text }, 'text', 4_096);
		checkEntities(text, entities);
		checkKeyboard(buttons.length === 0 ? undefined : { inline_keyboard: buttons });
	}
}

describe('a message as Telegram takes it', () => {
	it('labels that are alike at the beginning can be told apart, in the text and by number (B24a)', () => {
		const labels = ['Bantuan sembako untuk keluarga saya', 'Bantuan sembako untuk keluarga tetangga', 'Lain'];
		const [part] = of('Pilih satu.', labels);
		for (const [at, label] of labels.entries()) expect(part?.text).toContain(`${at + 1}. ${label}`);
		const shown = part?.buttons.flat().map(({ text }) => text) ?? [];
		expect(new Set(shown).size).toBe(3);
		expect(shown[1]).toMatch(/^2\. .*…$/);
	});

	it('twelve choices, and a hundred and fifty, are all there (B24b)', () => {
		for (const count of [12, 150]) {
			const labels = Array.from({ length: count }, (_, at) => `Pilihan ${at + 1}`);
			const parts = of('Pilih satu.', labels);
			accepted(parts);
			if (count === 12) expect(parts.at(-1)?.buttons.flat()).toHaveLength(12);
			else expect(parts.map(({ text }) => text).join('\n')).toContain('150. Pilihan 150');
		}
	});

	it('a choice’s name is never in the button, however long and in whatever script (B24c)', () => {
		const [part] = of('?', ['نعم'], ['مساعدة-غذائية-للعائلة-التي-ليس-عندها-أرز-ولا-مال']);
		accepted([...(part ? [part] : [])]);
		const data = part?.buttons.flat()[0];
		expect(readTap(data && 'callback_data' in data ? data.callback_data : '')).toMatchObject({ line: '12', index: 0 });
	});

	it('2,100 emoji go out in parts, none cut in two (B25)', () => {
		const parts = of('😀'.repeat(2_100));
		accepted(parts);
		expect(parts.map(({ text }) => text).join('')).toBe('😀'.repeat(2_100));
	});

	it('a family is one sign, and is not cut between its members (B25)', () => {
		const family = '👨‍👩‍👧‍👦';
		const parts = of(family.repeat(500));
		accepted(parts);
		for (const { text } of parts) expect(text.length % family.length).toBe(0);
	});

	it('a long list is cut between its paragraphs; what is bold stays so, and the buttons are there once (B25)', () => {
		const labels = Array.from({ length: 60 }, (_, at) => `Layanan nomor ${at + 1}: ${'alamat panjang '.repeat(9)}`);
		const parts = of('Pilih satu layanan.', labels);
		accepted(parts);
		expect(parts.length).toBeGreaterThan(1);
		expect(parts.flatMap(({ entities }) => entities)).toHaveLength(60);
		for (const { text, entities } of parts)
			for (const { offset, length } of entities) expect(text.slice(offset, offset + length)).toMatch(/^\d+\.$/);
		expect(parts.filter(({ buttons }) => buttons.length > 0)).toEqual([parts.at(-1)]);
	});

	it('nothing that somebody wrote is markup (B26)', () => {
		for (const text of [
			'Sri_Ayu*',
			'[tap](http://x.example)',
			'<b>Eko</b>',
			'A$&B $$5',
			'{{contact.phone}}',
			'`x` ||y||',
		])
			expect(of(`Baik, ${text}.`)).toEqual([{ text: `Baik, ${text}.`, entities: [], buttons: [] }]);
	});

	it('whatever the text and the labels, the server takes every part and no word is lost', () => {
		const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== '');
		const labels = fc.uniqueArray(word, { maxLength: 8 });
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 600 }), labels, (words, given) => {
				const text = `a${words.join(' ')}`;
				const parts = of(text, given);
				accepted(parts);
				const whole = parts.map((part) => part.text).join('');
				const bare = (of: string) => of.replace(/\s+/gu, '');
				expect(bare(whole).startsWith(bare(text))).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('cutting a text', () => {
	it('prefers paragraphs to lines, and lines to words', () => {
		expect(splitText('satu dua\n\ntiga empat', 12).map(({ text }) => text)).toEqual(['satu dua', 'tiga empat']);
		expect(splitText('satu dua\ntiga empat', 12).map(({ text }) => text)).toEqual(['satu dua', 'tiga empat']);
		expect(splitText('satu dua tiga', 9).map(({ text }) => text)).toEqual(['satu dua', 'tiga']);
		expect(splitText('satuduatiga', 4).map(({ text }) => text)).toEqual(['satu', 'duat', 'iga']);
	});

	it('says where each piece began', () => {
		const text = 'satu dua\n\ntiga empat';
		for (const { text: piece, start } of splitText(text, 12)) expect(text.startsWith(piece, start)).toBe(true);
	});

	it('a label is cut by what people count as a sign', () => {
		expect(cutLabel('👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2)).toBe('👨‍👩‍👧‍👦…');
		expect(cutLabel('Sering', 6)).toBe('Sering');
	});
});
