import type { AppealPath, Right, Text, TextLanguage } from '../knowledge/index.ts';
import type { OutcomeKind } from './types.ts';

export const statusWords: Readonly<Record<'ended' | 'planned', Text>> = {
	ended: { id: 'Program ini sudah berakhir.', en: 'This programme has ended.' },
	planned: { id: 'Program ini belum dimulai.', en: 'This programme has not started yet.' },
};

export const levelWords: Text = {
	id: 'Program ini untuk warga daerah lain.',
	en: 'This programme is for people of another area.',
};

/** "Ini hanya untuk warga DKI Jakarta." */
export function onlyForPeopleOf(area: string, language: TextLanguage): string {
	return language === 'id' ? `Ini hanya untuk warga ${area}.` : `This is only for people of ${area}.`;
}

type Verdicts = Readonly<Record<Right['receipt'], Text>>;

const likely: Verdicts = {
	entitlement: { id: 'Ini hak Anda.', en: 'This is your right.' },
	allocated: {
		id: 'Anda bisa diusulkan. Jatahnya terbatas, jadi belum pasti diterima.',
		en: 'You may be proposed for this. Places are limited, so it is not certain.',
	},
	proposed_by_official: {
		id: 'Hanya petugas yang bisa mengusulkan. Anda boleh meminta diusulkan; belum pasti diterima.',
		en: 'Only an official can propose this. You may ask to be proposed; it is not certain.',
	},
};

const needsInfo: Verdicts = {
	entitlement: {
		id: 'Ini mungkin hak Anda. Masih ada yang perlu dipastikan.',
		en: 'This may be your right. Something still has to be clarified.',
	},
	allocated: {
		id: 'Anda mungkin bisa diusulkan. Masih ada yang perlu dipastikan, dan jatahnya terbatas.',
		en: 'You could perhaps be proposed for this. Something still has to be clarified, and places are limited.',
	},
	proposed_by_official: {
		id: 'Mungkin petugas bisa mengusulkan Anda. Masih ada yang perlu dipastikan.',
		en: 'Perhaps an official can propose you for this. Something still has to be clarified.',
	},
};

const unlikely: Text = {
	id: 'Dari jawaban Anda, ini tampaknya belum cocok. Ini bukan keputusan; Anda tetap boleh bertanya ke petugas.',
	en: 'From your answers this does not seem to fit yet. This is no decision; you may still ask the office.',
};

const notApplicable: Text = {
	id: 'Ini tampaknya bukan untuk keadaan Anda.',
	en: 'This does not seem to be meant for your situation.',
};

/** What the outcome means for the person, never promising more than the kind of right allows. */
export function verdict(kind: OutcomeKind, receipt: Right['receipt']): Text {
	if (kind === 'likely') return likely[receipt];
	if (kind === 'needs_info') return needsInfo[receipt];
	return kind === 'unlikely' ? unlikely : notApplicable;
}

/** The heads of the parts of a message. */
export const heads = {
	why: { id: 'Mengapa', en: 'Why' },
	unknown: { id: 'Yang belum diketahui', en: 'Not known yet' },
	bring: { id: 'Yang dibawa', en: 'Bring' },
	without: { id: 'Belum punya', en: 'Without' },
	where: { id: 'Ke mana', en: 'Where' },
	how: { id: 'Caranya', en: 'How' },
	takes: { id: 'Lamanya', en: 'How long' },
	cost: { id: 'Biaya', en: 'Cost' },
	amount: { id: 'Besarnya', en: 'Amount' },
	also: { id: 'Perlu diketahui', en: 'Good to know' },
	excludes: { id: 'Tidak bisa bersamaan dengan', en: 'Cannot be had together with' },
	received: { id: 'Yang sudah Anda terima, boleh dicek', en: 'What you already receive, and may check' },
	refused: { id: 'Kalau ditolak', en: 'If you are refused' },
	contact: { id: 'Hubungi', en: 'Contact' },
	object: { id: 'Kalau menurut Anda ini keliru', en: 'If you think this is wrong' },
	fix: { id: 'Yang bisa dilakukan', en: 'What you can do' },
	source: { id: 'Sumber', en: 'Source' },
	seen: { id: 'per', en: 'as of' },
	or: { id: 'atau', en: 'or' },
} as const satisfies Record<string, Text>;

/** Why a figure is not named, and where the present one is known. `checked` is the ISO date of the latest check, `door` who can tell. */
export function askForFigure(checked: string, door: string | null, language: TextLanguage): string {
	const since = dateWords(checked.slice(0, 7), language);
	if (language === 'id') {
		const ask = door === null ? 'Tanyakan angka terbaru ke petugas.' : `Tanyakan angka terbaru ke ${door}.`;
		return `Belum kami pastikan lagi sejak ${since}, jadi tidak kami sebut. ${ask}`;
	}
	const ask = door === null ? 'Ask the office for the present figure.' : `Ask for the present figure at ${door}.`;
	return `We have not made sure of it again since ${since}, so we do not name it. ${ask}`;
}

/** "paling lambat 30 hari sejak ditolak". */
export function deadline(within: NonNullable<AppealPath['within']>, language: TextLanguage): string {
	const { days, kind, who } = within;
	if (language === 'id') {
		const span = `${days} hari${kind === 'working' ? ' kerja' : ''}`;
		return who === 'person' ? `paling lambat ${span} sejak ditolak` : `mereka harus menjawab dalam ${span}`;
	}
	const span = `${days} ${kind === 'working' ? 'working ' : ''}${days === 1 ? 'day' : 'days'}`;
	return who === 'person' ? `within ${span} of the refusal` : `they must answer within ${span}`;
}

const locales = { id: 'id-ID', en: 'en-GB' } as const;

/** `2026-02-07` → "7 Februari 2026"; `2025-09` → "September 2025"; `2025` stays. */
export function dateWords(date: string, language: TextLanguage): string {
	const [year, month, day] = date.split('-');
	if (month === undefined) return year ?? date;
	const options: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
	if (day !== undefined) options.day = 'numeric';
	const time = Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1));
	return new Intl.DateTimeFormat(locales[language], options).format(time);
}
