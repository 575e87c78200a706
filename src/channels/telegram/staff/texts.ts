import type { CaseStatus, ClockKind, Priority } from '../../../cases/documents.ts';
import type { DangerKind } from '../../../knowledge/index.ts';

const urgency: Readonly<Record<Priority, string>> = { 1: '🔴 BAHAYA', 2: '🟠 Mendesak', 3: '🟢 Biasa' };
const danger: Readonly<Record<DangerKind, string>> = {
	self_harm: 'ingin menyakiti diri sendiri',
	violence: 'kekerasan',
	sexual_violence: 'kekerasan seksual',
	child_abuse: 'kekerasan pada anak',
	medical_emergency: 'darurat kesehatan',
	no_food_today: 'tidak ada makanan hari ini',
};
const clock: Readonly<Record<ClockKind, string>> = {
	acknowledge: 'diambil',
	first_answer: 'dijawab',
	next_contact: 'dihubungi lagi',
	legal: 'batas waktu hukum',
	follow_up: 'ditanya kabarnya',
};
const over: Readonly<Record<Exclude<CaseStatus, 'open'>, string>> = {
	closed: '✅ Kasus sudah ditutup.',
	transferred: '➡️ Kasus sudah dialihkan ke lembaga lain.',
	duplicate: '➡️ Kasus dilanjutkan di kasus lain.',
};

/** What workers read in their group and in their private chat with the bot. */
export const staffTexts = {
	urgency,
	mark: { 1: '🔴', 2: '🟠', 3: '🟢' } as const satisfies Record<Priority, string>,
	danger,
	case: (number: string) => `Kasus ${number}`,
	needs: (names: string) => `Kebutuhan: ${names}`,
	noNeeds: 'Kebutuhan: belum jelas',
	place: (name: string) => `Tempat: ${name}`,
	dangers: (names: string) => `Bahaya: ${names}`,
	left: (what: string, when: string) => `⏳ Harus ${what} sebelum ${when}`,
	soon: (what: string, when: string) => `⚠️ Segera: harus ${what} sebelum ${when}`,
	late: (what: string, when: string) => `❗ Terlambat: belum ${what}, batasnya ${when}`,
	legalLeft: (when: string) => `⏳ Batas waktu hukum: ${when}`,
	legalLate: (when: string) => `❗ Batas waktu hukum lewat: ${when}`,
	clock,
	nobody: 'Pemegang: belum ada',
	holder: (name: string) => `Pemegang: ${name}`,
	given: (name: string) => `Diberikan kepada ${name}, menunggu ditekan Ambil`,
	snoozed: (when: string) => `💤 Ditunda sampai ${when}`,
	unreachable: '📵 Warga tidak bisa dihubungi sampai ia menulis lagi.',
	over,
	sensitive: 'Kasus ini peka. Isinya hanya ada di meja petugas; baca dan balas di sana.',
	how: 'Balas pesan warga di sini, atau tulis /balas lalu isinya: itu dikirim kepada warga. Pesan lain menjadi catatan untuk petugas saja.',
	take: 'Ambil',
	snooze: 'Tunda',
	finish: 'Selesai',
	open: 'Buka di meja ↗',
	tomorrow: 'Besok pagi',
	days: (count: number) => `${count} hari lagi`,
	back: '← Batal',

	citizen: 'Warga',
	before: 'Warga, sebelum kasus dibuka',
	hakku: 'Hakku',
	worker: (name: string) => `${name}, dari meja`,
	unseen: 'Ada pesan baru dari warga. Baca di meja petugas.',
	more: '… (selengkapnya di meja)',
	lineDoubt:
		'⚠️ Koneksi terputus saat satu pesan dikirim ke sini. Mungkin ada pesan yang tidak tampil; periksa di meja.',
	topicDoubt: '⚠️ Koneksi terputus saat topik dibuat. Mungkin ada topik kosong yang kembar; pakailah yang ini.',
	fate: {
		unreachable: '💔 Balasan ini tidak sampai: warga memblokir bot atau tidak bisa dihubungi. Kasusnya tetap terbuka.',
		refused: '💔 Balasan ini tidak bisa dikirim: ditolak oleh saluran warga. Coba tulis dengan cara lain.',
		uncertain: '🤔 Belum pasti balasan ini sampai: koneksi terputus. Jangan langsung mengulang; tunggu jawaban warga.',
		superseded: '💔 Balasan ini tidak dikirim: keadaan kasus sudah berubah.',
	},

	yours: (number: string) => `Kasus ${number} sekarang Anda pegang. Balas warga di topik ini.`,
	taken: (name: string) => `Sudah diambil ${name}.`,
	formerWorker: 'petugas lain',
	notYours: 'Ambil dulu kasusnya; hanya pemegang kasus yang bisa melakukan ini.',
	when: 'Tunda sampai kapan? Pilih di kartu.',
	until: (when: string) => `Ditunda sampai ${when}. Warga harus mendengar kabar kita sebelum itu.`,
	chooseResult: 'Bagaimana akhirnya? Pilih di kartu.',
	finishAtDesk: (number: string) =>
		`Masih ada hak yang belum punya hasil, jadi kasus ${number} ditutup di meja petugas: buka kasusnya, lalu pilih Tutup.`,
	finishChoice: 'Buka di meja, atau batal. Pilih di kartu.',
	done: (number: string) => `Kasus ${number} ditutup. Warga diberi tahu dan Hakku menemaninya lagi.`,
	result: { obtained: 'Hak diperoleh', referred: 'Dirujuk', unreachable: 'Tidak terhubung', other: 'Lainnya' },
	notTheirs: 'Kasus ini bukan untuk Anda: di luar wilayah atau tim Anda, atau hanya untuk pemegangnya dan penyelia.',
	stale: 'Kartu ini sudah tidak berlaku. Lihat topik kasusnya, atau buka di meja.',
	unlinked: 'Hanya petugas yang akunnya tersambung bisa memakai tombol ini. Buka meja petugas → Akun saya → Telegram.',

	stranger:
		'Pesan Anda di topik kasus tidak dicatat dan tidak dikirim ke siapa pun, karena Telegram ini belum tersambung dengan akun petugas. Sambungkan di meja petugas → Akun saya → Telegram.',
	strangerHere:
		'Pesan ini tidak dicatat dan tidak dikirim: Telegram pengirimnya belum tersambung dengan akun petugas (meja → Akun saya → Telegram).',
	anonymous:
		'Pesan ini tidak dicatat dan tidak dikirim: ia ditulis atas nama grup, jadi tidak jelas dari siapa. Matikan “tetap anonim” untuk admin itu.',
	onlyText:
		'Hanya teks yang bisa dicatat atau dikirim dari sini. Pesan ini tidak dicatat dan tidak dikirim; pakai meja petugas.',
	emptyReply: 'Tulis isinya setelah /balas, misalnya: /balas Selamat pagi Bu, saya Sari.',
	unknownCommand:
		'Perintah itu tidak ada di sini, jadi tidak dicatat dan tidak dikirim. Untuk membalas warga: /balas lalu isinya.',
	atDesk: 'Kasus ini peka: pesan ini tidak dicatat dan tidak dikirim. Tulis di meja petugas, lalu hapus pesan ini.',
	edited:
		'Perubahan ini tidak tercatat: yang sudah dikirim atau dicatat tetap seperti semula. Tulis pesan baru bila perlu dibetulkan.',
	notSent: (reason: string) => `Tidak dikirim. ${reason}`,

	linked: (name: string, group: boolean) =>
		`Telegram ini sekarang tersambung dengan akun ${name} di meja petugas.${group ? ' Di grup petugas Anda bisa mengambil kasus dan membalas warga.' : ''} Putuskan kapan saja di meja → Akun saya → Telegram.`,
	replaced:
		'Sambungan Telegram ini dengan meja petugas sudah berakhir: akunnya disambungkan dengan Telegram lain. Bukan Anda? Ganti kata sandi dan hubungi admin.',
	wrongCode:
		'Kode ini tidak berlaku: sudah dipakai, lebih dari sepuluh menit, atau salah salin. Buat kode baru di meja → Akun saya → Telegram.',
	takenTelegram:
		'Telegram ini sudah tersambung dengan akun lain. Putuskan dulu sambungan itu di meja, dengan akun tersebut.',
	waitCode: (minutes: number) => `Terlalu banyak kode yang salah. Coba lagi ${minutes} menit lagi.`,
	help: 'Kirim isi setelah perintah ini kepada warga',
} as const;
