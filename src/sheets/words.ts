import type { TextLanguage } from '../knowledge/index.ts';

const id = {
	title: 'Catatan untuk dibawa ke kantor',
	about: (date: string) =>
		`Dibuat ${date} dari percakapan dengan Hakku. Ini catatan untuk membantu Anda, bukan keputusan.`,
	why: 'Mengapa cocok',
	open: 'Yang masih perlu dipastikan',
	bring: 'Yang dibawa',
	without: 'Belum punya',
	where: 'Ke mana',
	how: 'Caranya',
	cost: 'Biaya',
	takes: 'Lamanya',
	amount: 'Besarnya',
	also: 'Perlu diketahui',
	excludes: 'Tidak bisa bersamaan dengan',
	refused: 'Kalau ditolak',
	contact: 'Hubungi',
	source: (title: string, date: string) => `Sumber: ${title}, per ${date}.`,
	others: 'Yang juga dibicarakan',
	othersHow: 'Rinciannya ada di chat.',
	notes: 'Catat di kantor',
	date: 'Tanggal',
	officer: 'Nama petugas',
	answer: 'Jawaban petugas',
	ask: 'Kalau ditolak, minta alasannya secara tertulis. Mengurus ini gratis; kalau dimintai uang, catat di sini dan laporkan.',
};

/** What the sheet itself says. What stands about the rights comes from knowledge/. */
export type SheetWords = typeof id;

const en: SheetWords = {
	title: 'Notes to take to the office',
	about: (date) => `Made on ${date} from a conversation with Hakku. These notes are to help you; they are no decision.`,
	why: 'Why it fits',
	open: 'Still to be clarified',
	bring: 'Bring',
	without: 'Without it',
	where: 'Where',
	how: 'How',
	cost: 'Cost',
	takes: 'How long',
	amount: 'Amount',
	also: 'Good to know',
	excludes: 'Cannot be had together with',
	refused: 'If you are refused',
	contact: 'Contact',
	source: (title, date) => `Source: ${title}, as of ${date}.`,
	others: 'Also talked about',
	othersHow: 'The details are in the chat.',
	notes: 'Write down at the office',
	date: 'Date',
	officer: 'Name of the officer',
	answer: 'What the officer answered',
	ask: 'If you are refused, ask for the reason in writing. This is free of charge; if you are asked for money, write it here and report it.',
};

export const sheetWords: Readonly<Record<TextLanguage, SheetWords>> = { id, en };
