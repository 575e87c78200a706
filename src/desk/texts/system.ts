const id = {
	title: 'Sistem',
	release: 'Alur dan pengetahuan yang dipakai',
	releaseText: (hash: string) =>
		`Rilis ${hash}. Percakapan yang sudah berjalan tetap memakai rilis saat dimulai, kalau perlu.`,
	stuck: 'Berkas di folder punya kesalahan, jadi rilis sebelumnya yang tetap dipakai. Perbaiki yang di bawah ini.',
	waiting: 'Percakapan yang sedang berjalan, menurut rilis',
	inUse: '(yang dipakai sekarang)',
	conversations: (count: string) => `${count} percakapan`,
	nobodyWaits: 'Tidak ada percakapan yang sedang berjalan.',
	findings: 'Yang ditemukan pemeriksa',
	none: 'Tidak ada yang perlu diperbaiki.',
	error: 'Kesalahan',
	warning: 'Perhatian',
	more: (count: number) => `Dan ${count} lagi; lihat semuanya dengan npx hakku lint.`,
	channels: 'Saluran',
	staffGroup: 'Grup petugas di Telegram',
	ok: 'jalan',
	settings: 'Pengaturan',
	set: 'diisi',
	usual: 'bawaan',
	hidden: 'isinya tidak ditampilkan',
};

export type SystemTexts = typeof id;

const en: SystemTexts = {
	title: 'System',
	release: 'Flows and knowledge in use',
	releaseText: (hash) => `Release ${hash}. Conversations under way keep the release they began with where they must.`,
	stuck: 'The files in the folder have errors, so the release before goes on. Mend what stands below.',
	waiting: 'Conversations under way, by release',
	inUse: '(in use now)',
	conversations: (count) => `${count} conversations`,
	nobodyWaits: 'No conversation is under way.',
	findings: 'What the check found',
	none: 'Nothing to mend.',
	error: 'Error',
	warning: 'Warning',
	more: (count) => `And ${count} more; see them all with npx hakku lint.`,
	channels: 'Channels',
	staffGroup: 'Workers’ group on Telegram',
	ok: 'works',
	settings: 'Settings',
	set: 'set',
	usual: 'default',
	hidden: 'not shown',
};

export const systemTexts = { id, en };
