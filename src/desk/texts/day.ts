import type { Day } from '../../cases/index.ts';

type Part = Exclude<keyof Day, 'cut'>;

const partsId: Record<Part, string> = {
	given: 'Baru diberikan kepada Anda',
	waiting: 'Menunggu jawaban Anda',
	overdue: 'Terlambat',
	today: 'Jatuh tempo hari ini',
	followUps: 'Hakku menanyakan kabar hari ini',
	letters: 'Surat untuk dibaca dan disetujui',
	back: 'Kembali dari penundaan hari ini',
};
const partsEn: Record<Part, string> = {
	given: 'Just given to you',
	waiting: 'Waiting for your answer',
	overdue: 'Late',
	today: 'Due today',
	followUps: 'Hakku asks how it went today',
	letters: 'Letters to read and approve',
	back: 'Back today after being put off',
};

const id = {
	title: 'Hari ini',
	heading: 'Hari saya',
	parts: partsId,
	nothing: 'Tidak ada yang mendesak hari ini. Lihat antrian: mungkin ada yang menunggu.',
	since: (time: string) => `sejak ${time} lalu`,
	due: (time: string, what: string) => `sisa ${time}: ${what}`,
	late: (time: string, what: string) => `terlambat ${time}: ${what}`,
	again: (when: string) => `kembali ${when}`,
	cut: 'Anda memegang lebih banyak kasus daripada yang diperiksa di sini. Minta penyelia membaginya.',
};

const en: typeof id = {
	title: 'Today',
	heading: 'My day',
	parts: partsEn,
	nothing: 'Nothing presses today. Look at the queue: somebody may be waiting.',
	since: (time) => `for ${time}`,
	due: (time, what) => `${time} left: ${what}`,
	late: (time, what) => `${time} late: ${what}`,
	again: (when) => `back ${when}`,
	cut: 'You hold more cases than are looked at here. Ask your supervisor to share them out.',
};

export const dayTexts = { id, en };
