import type { Waiting } from '../../cases/index.ts';

const waitsId: Record<Waiting, string> = {
	answer: 'Warga menunggu jawaban',
	institution: 'Menunggu lembaga',
	person: 'Menunggu langkah warga',
};
const waitsEn: Record<Waiting, string> = {
	answer: 'The person waits for an answer',
	institution: 'Waiting for an institution',
	person: 'Waiting for the person',
};

const id = {
	filter: 'Saring',
	filtered: 'Disaring',
	urgency: 'Tingkat',
	need: 'Kebutuhan',
	area: 'Wilayah',
	areaHint: 'Provinsi, kabupaten, kota atau kecamatan. Misalnya: Kota Bogor',
	language: 'Bahasa',
	waits: 'Siapa yang ditunggu',
	any: 'Semua',
	apply: 'Terapkan',
	remove: (what: string) => `Hapus saringan: ${what}`,
	clear: 'Hapus semua saringan',
	noPlace: (text: string) => `Tempat “${text}” tidak dikenal, jadi belum disaring. Periksa tulisannya.`,
	whichPlace: (text: string) => `“${text}” bisa beberapa tempat. Pilih salah satu:`,
	waitsFor: waitsId,
	noneFiltered: 'Tidak ada kasus yang cocok dengan saringan ini.',
	back: (when: string) => `Kembali ${when}`,
	sensitive: 'Kasus peka: isinya terlihat setelah diambil',
	search: 'Cari kasus',
	searchHint: 'Nomor kasus, nomor telepon, nama panggilan, tempat, atau lembaga.',
	searchGo: 'Cari',
	searchRecorded: 'Dicatat bahwa Anda mencari, bukan kata-katanya. Kasus peka hanya muncul bila boleh Anda baca.',
	found: (count: number) => (count === 1 ? '1 kasus ditemukan' : `${count} kasus ditemukan`),
	foundMost: (count: number) => `${count} kasus pertama ditunjukkan. Tambah kata supaya lebih sedikit.`,
	foundNone: 'Tidak ada yang ditemukan di antara kasus yang boleh Anda lihat. Periksa ejaannya, atau tanya penyelia.',
	refused: 'Kasus ini bukan untuk Anda',
	refusedText: (number: string) =>
		`Kasus ${number} dipegang orang lain, atau di luar tim dan wilayah Anda. Perlu melihatnya? Sebutkan nomor ini kepada penyelia dan minta kasusnya diberikan kepada Anda.`,
	outline: 'Kasus ini peka. Isinya terlihat setelah Anda mengambilnya, dan itu dicatat.',
	outlineFirst: (number: string) => `Kasus ${number} peka. Ambil dulu kasusnya; baru isinya terlihat.`,
	toCase: 'Ke kasus',
};

const en: typeof id = {
	filter: 'Filter',
	filtered: 'Filtered',
	urgency: 'Urgency',
	need: 'Need',
	area: 'Area',
	areaHint: 'Province, regency, city or district. For example: Kota Bogor',
	language: 'Language',
	waits: 'Who is waited for',
	any: 'All',
	apply: 'Apply',
	remove: (what) => `Remove filter: ${what}`,
	clear: 'Remove all filters',
	noPlace: (text) => `The place “${text}” is not known, so it filters nothing. Check how it is written.`,
	whichPlace: (text) => `“${text}” may be several places. Choose one:`,
	waitsFor: waitsEn,
	noneFiltered: 'No case fits these filters.',
	back: (when) => `Comes back ${when}`,
	sensitive: 'Sensitive case: can be read once it is taken',
	search: 'Find a case',
	searchHint: 'Case number, telephone, the name they go by, place, or institution.',
	searchGo: 'Find',
	searchRecorded: 'That you searched is on record, not the words. Sensitive cases appear only if you may read them.',
	found: (count) => (count === 1 ? '1 case found' : `${count} cases found`),
	foundMost: (count) => `The first ${count} cases are shown. Add a word to see fewer.`,
	foundNone: 'Nothing was found among the cases that you may see. Check the spelling, or ask your supervisor.',
	refused: 'This case is not yours to see',
	refusedText: (number) =>
		`Somebody else has case ${number}, or it lies outside your team and areas. Do you need it? Tell your supervisor this number and ask to be given the case.`,
	outline: 'This case is sensitive. It can be read once you take it, and that is on record.',
	outlineFirst: (number) => `Case ${number} is sensitive. Take it first; then it can be read.`,
	toCase: 'To the case',
};

export type QueueTexts = typeof id;

export const queueTexts = { id, en };
