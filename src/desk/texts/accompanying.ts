import type { ReportMoment } from '../../cases/index.ts';

const moments: Record<ReportMoment, string> = {
	intake: 'saat mulai',
	closing: 'saat ditutup',
	after_30: '30 hari kemudian',
	after_90: '90 hari kemudian',
};

const id = {
	title: 'Serahkan ke Hakku, tanya kabarnya',
	explain:
		'Kasus tetap terbuka dan tetap Anda pegang. Hakku menjawab warga, lalu bertanya bagaimana hasilnya. Bila perlu petugas, kasus ini kembali kepada Anda.',
	days: 'Tanya dalam berapa hari',
	submit: 'Serahkan ke Hakku',
	invalid: 'Tulis jumlah hari dengan angka, 1 sampai 180.',
	life: 'Keadaan sehari-hari',
	compared: (parts: number, from: string, to: string) =>
		`${parts} bagian, ${from} dibanding ${to}; di atas 0 lebih baik`,
	moments,
	lifeSums: 'Keadaan sehari-hari sesudah kasus',
	better: 'Lebih baik',
	same: 'Sama',
	worse: 'Lebih buruk',
};

type AccompanyingTexts = typeof id;

const en: AccompanyingTexts = {
	title: 'Give to Hakku, let it ask how it went',
	explain:
		'The case stays open and stays yours. Hakku answers the person and asks how it went. When a human is needed, the case comes back to you.',
	days: 'Ask in how many days',
	submit: 'Give to Hakku',
	invalid: 'Write the number of days in figures, 1 to 180.',
	life: 'Everyday life',
	compared: (parts, from, to) => `${parts} parts, ${from} compared with ${to}; above 0 is better`,
	moments: {
		intake: 'at the beginning',
		closing: 'at closing',
		after_30: '30 days later',
		after_90: '90 days later',
	},
	lifeSums: 'Everyday life after the case',
	better: 'Better',
	same: 'The same',
	worse: 'Worse',
};

export const accompanyingTexts = { id, en };
