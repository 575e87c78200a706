import type { News, Priority } from '../cases/documents.ts';
import type { AlertDocument } from './documents.ts';
import type { Alert } from './mean.ts';

interface Phrases {
	readonly urgency: Readonly<Record<Priority, string>>;
	readonly title: (urgency: string, number: string) => string;
	readonly kind: Readonly<Record<News['kind'] | 'letter', string>>;
	readonly left: (time: string) => string;
	readonly late: (time: string) => string;
	readonly summaryTitle: (count: number) => string;
	readonly summary: (numbers: string, more: number) => string;
	readonly trialTitle: string;
	readonly trial: string;
}

const id: Phrases = {
	urgency: { 1: 'BAHAYA', 2: 'Mendesak', 3: 'Biasa' },
	title: (urgency, number) => `${urgency} · kasus ${number}`,
	kind: {
		new: 'Kasus menunggu petugas.',
		unreached: 'Petugas yang dipanggil belum terjangkau. Sekarang giliran Anda.',
		late: 'Janji kepada warga sudah lewat waktu.',
		contact: 'Sudah waktunya menghubungi warga.',
		deadline: 'Ada batas waktu yang jatuh tempo.',
		given: 'Kasus ini diserahkan kepada Anda.',
		answered: 'Warga menulis dan menunggu jawaban Anda.',
		danger: 'Ada tanda bahaya di kasus ini.',
		letter: 'Ada surat yang menunggu Anda baca dan setujui.',
	},
	left: (time) => `Sisa waktu: ${time}.`,
	late: (time) => `Terlambat ${time}.`,
	summaryTitle: (count) => `Selama jam tenang: ${count} kasus`,
	summary: (numbers, more) => `Yang menunggu Anda: ${numbers}${more > 0 ? `, dan ${more} lagi` : ''}.`,
	trialTitle: 'Percobaan dari Hakku',
	trial: 'Kabar ini hanya percobaan. Kalau Anda membacanya, kabar dari Hakku sampai kepada Anda.',
};

const en: Phrases = {
	urgency: { 1: 'DANGER', 2: 'Urgent', 3: 'Normal' },
	title: (urgency, number) => `${urgency} · case ${number}`,
	kind: {
		new: 'A case waits for a worker.',
		unreached: 'Those who were called could not be reached. It is your turn now.',
		late: 'A promise to the person is overdue.',
		contact: 'It is time to contact the person.',
		deadline: 'A deadline falls due.',
		given: 'This case was handed to you.',
		answered: 'The person wrote and waits for your answer.',
		danger: 'This case shows signs of danger.',
		letter: 'A letter waits for you to read and approve it.',
	},
	left: (time) => `Time left: ${time}.`,
	late: (time) => `Late by ${time}.`,
	summaryTitle: (count) => `During your quiet hours: ${count} ${count === 1 ? 'case' : 'cases'}`,
	summary: (numbers, more) => `Waiting for you: ${numbers}${more > 0 ? `, and ${more} more` : ''}.`,
	trialTitle: 'A trial from Hakku',
	trial: 'This is only a trial. If you can read it, alerts from Hakku reach you.',
};

const phrases = { id, en };

/** How many cases a summary names. */
const NAMED = 8;

interface Place {
	/** Address of this Hakku; null: unknown. */
	readonly base: string | null;
	readonly language: 'id' | 'en';
}

/** The alert as it reads at this moment. */
export function worded(document: AlertDocument, { base, language }: Place, now: number): Alert {
	const words = phrases[language];
	if (document.kind === 'summary') {
		const numbers = document.number.split(' ');
		const shown = numbers.slice(0, NAMED).join(', ');
		return {
			...{ id: document._id, danger: false, language, ...placed('/desk', base) },
			title: words.summaryTitle(numbers.length),
			text: words.summary(shown, Math.max(0, numbers.length - NAMED)),
		};
	}
	const due = document.clock?.due;
	const time = due === undefined ? null : span(Math.abs(due - now), language);
	const left = due === undefined || time === null ? '' : ` ${due > now ? words.left(time) : words.late(time)}`;
	return {
		...{ id: document._id, danger: document.priority === 1, language },
		...placed(`/desk/cases/${document.number}`, base),
		title: words.title(words.urgency[document.priority], document.number),
		text: `${words.kind[document.kind]}${left}`,
	};
}

/** What somebody gets who tries whether alerts reach them. */
export function trial(id: string, { base, language }: Place): Alert {
	const { trialTitle: title, trial: text } = phrases[language];
	return { id, title, text, danger: false, language, ...placed('/desk/me/alerts', base) };
}

function placed(path: string, base: string | null): Pick<Alert, 'path' | 'url'> {
	return { path, url: base === null ? null : `${base.replace(/\/+$/u, '')}${path}` };
}

/** "12 menit", "3 jam", "2 hari"; at least a minute. */
function span(milliseconds: number, language: 'id' | 'en'): string {
	const minutes = Math.max(1, Math.round(milliseconds / 60_000));
	const [count, unit] =
		minutes >= 2 * 24 * 60
			? [minutes / (24 * 60), 'day' as const]
			: minutes >= 120
				? [minutes / 60, 'hour' as const]
				: [minutes, 'minute' as const];
	return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(count));
}
