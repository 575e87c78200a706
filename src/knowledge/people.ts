import type { Household, Member } from '../expressions/index.ts';
import type { Text, TextLanguage } from './types.ts';

const relations: Readonly<Record<string, Text>> = {
	saya: { id: 'Anda', en: 'you' },
	pasangan: { id: 'suami/istri', en: 'husband or wife' },
	anak: { id: 'anak', en: 'child' },
	cucu: { id: 'cucu', en: 'grandchild' },
	orang_tua: { id: 'orang tua', en: 'parent' },
	kakek_nenek: { id: 'kakek/nenek', en: 'grandparent' },
	saudara: { id: 'saudara', en: 'brother or sister' },
	lain: { id: 'orang lain', en: 'somebody else' },
};

const words = {
	somebody: { id: 'seseorang', en: 'somebody' },
	pregnant: { id: 'hamil/menyusui', en: 'pregnant or breastfeeding' },
	disability: { id: 'disabilitas', en: 'has a disability' },
	helped: { id: 'perlu dibantu tiap hari', en: 'needs daily help' },
	years: { id: 'tahun', en: 'years' },
	baby: { id: 'bayi', en: 'baby' },
	more: { id: 'dan mungkin yang lain', en: 'and perhaps others' },
} as const satisfies Record<string, Text>;

/** "anak (5 tahun), orang tua (perlu dibantu tiap hari)": for people to check what was understood, and for workers to read. */
export function peopleInWords({ people, all }: Household, language: TextLanguage): string {
	const named = people.map((member) => memberInWords(member, language));
	const open = all === false && named.length > 0 ? [words.more[language]] : [];
	return [...named, ...open].join(', ');
}

function memberInWords(member: Member, language: TextLanguage): string {
	const who = (member.hubungan && relations[member.hubungan]?.[language]) || words.somebody[language];
	const more = [
		age(member, language),
		member.hamil === true ? words.pregnant[language] : '',
		member.dibantu === true ? words.helped[language] : member.disabilitas === true ? words.disability[language] : '',
	].filter((part) => part !== '');
	return more.length === 0 ? who : `${who} (${more.join(', ')})`;
}

function age({ umur }: Member, language: TextLanguage): string {
	if (typeof umur !== 'number') return '';
	return umur < 1 ? words.baby[language] : `${umur} ${words.years[language]}`;
}
