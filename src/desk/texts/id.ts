import type { CaseEvent, CaseStatus, ClaimStatus, Priority } from '../../cases/documents.ts';
import { claimNames } from '../../cases/index.ts';
import type { MessageDocument } from '../../conversation/documents.ts';
import type { DangerKind } from '../../knowledge/index.ts';
import type { OutcomeKind } from '../../rights/index.ts';
import type { CaseResult } from '../closing.ts';
import type { Role } from '../documents.ts';
import type { QueueView } from '../queue-page.ts';

type Delivery = NonNullable<MessageDocument['delivery']>;

const priority: Record<Priority, string> = { 1: 'BAHAYA', 2: 'Mendesak', 3: 'Biasa' };
const danger: Record<DangerKind, string> = {
	self_harm: 'Ingin menyakiti diri sendiri',
	violence: 'Kekerasan',
	sexual_violence: 'Kekerasan seksual',
	child_abuse: 'Kekerasan pada anak',
	medical_emergency: 'Darurat kesehatan',
	no_food_today: 'Tidak ada makanan hari ini',
};
const outcome: Record<OutcomeKind, string> = {
	likely: 'Kemungkinan besar berhak',
	needs_info: 'Perlu keterangan lagi',
	unlikely: 'Kemungkinan kecil',
	not_applicable: 'Tidak berlaku',
};
const delivery: Record<Delivery, string> = {
	waiting: 'Sedang dikirim',
	sent: 'Terkirim',
	uncertain: 'Belum pasti sampai',
	unreachable: 'Tidak sampai: warga tidak bisa dihubungi',
	refused: 'Gagal: ditolak saluran',
	superseded: 'Tidak dikirim: keadaan sudah berubah',
};
const view: Record<QueueView, string> = { waiting: 'Belum diambil', mine: 'Kasus saya', open: 'Semua yang terbuka' };
const empty: Record<QueueView, string> = {
	waiting: 'Tidak ada yang menunggu. Kasus baru muncul di sini dengan sendirinya.',
	mine: 'Anda belum mengambil kasus.',
	open: 'Tidak ada kasus terbuka.',
};
const result: Record<CaseResult, string> = {
	obtained: 'Hak diperoleh',
	referred: 'Dirujuk ke layanan lain',
	unreachable: 'Tidak terhubung dengan warga',
	other: 'Lainnya',
};
const role: Record<Role, string> = { worker: 'Petugas', supervisor: 'Penyelia', admin: 'Admin' };
const status: Record<CaseStatus, string> = {
	open: 'Terbuka',
	closed: 'Ditutup',
	transferred: 'Dipindahkan',
	duplicate: 'Kasus ganda',
};

const event: Record<CaseEvent['kind'], string> = {
	opened: 'Kasus dibuka',
	raised: 'Dinaikkan karena bahaya',
	viewed: 'Dibaca',
	claimed: 'Diambil',
	released: 'Dikembalikan',
	answered: 'Dijawab',
	noted: 'Catatan ditulis',
	refusal: 'Penolakan dicatat',
	unreachable: 'Warga tidak bisa dihubungi',
	claim: 'Hak bergerak',
	stage: 'Tahap berubah',
	assigned: 'Diberikan ke petugas',
	transferred: 'Dialihkan',
	merged: 'Digabung dengan kasus lain',
	snoozed: 'Ditunda',
	rang: 'Diingatkan',
	contact: 'Kontak berikutnya dijadwalkan',
	letter: 'Surat',
	closed: 'Ditutup',
	erased: 'Data warga dihapus',
};

const claimStatus: Record<ClaimStatus, string> = claimNames;

/** Indonesian, and the shape that every other language must fill. */
export const id = {
	code: 'id' as string,
	desk: 'Meja petugas',
	skip: 'Langsung ke isi',
	other: 'English',
	queue: 'Antrian',
	signOut: 'Keluar',
	signIn: {
		title: 'Masuk',
		name: 'Nama pengguna',
		password: 'Kata sandi',
		submit: 'Masuk',
		wrong: 'Nama pengguna atau kata sandi salah.',
		wait: (time: string) => `Terlalu banyak percobaan. Coba lagi dalam ${time}.`,
		help: 'Belum punya akun, atau lupa kata sandi? Hubungi admin Anda.',
	},
	first: {
		title: 'Buat akun pertama',
		text: 'Akun ini menjadi admin sekaligus petugas. Tautan ini hanya berlaku satu kali.',
		displayName: 'Nama yang dilihat warga',
		displayHint: 'Misalnya: Bu Sari',
		nameHint: 'Huruf kecil, angka, titik, garis. Misalnya: sari',
		passwordHint: 'Paling sedikit 10 karakter. Beberapa kata yang mudah Anda ingat itu baik.',
		submit: 'Buat akun',
		used: 'Tautan ini sudah tidak berlaku',
		usedText: 'Sudah ada akun, atau Hakku sudah dimulai ulang dan mencetak tautan yang baru.',
		weak: 'Kata sandi ini terlalu mudah. Pakai paling sedikit 10 karakter, dan jangan nama pengguna Anda.',
		invalid: 'Nama pengguna hanya boleh berisi huruf a–z, angka, titik, garis hubung dan garis bawah (2–40).',
	},
	accounts: {
		title: 'Akun',
		text: 'Siapa yang bisa masuk ke meja petugas. Setiap orang memakai akunnya sendiri.',
		add: 'Tambah akun',
		role: 'Peran',
		passwordHint: 'Paling sedikit 10 karakter. Sampaikan langsung kepada orangnya, jangan lewat grup.',
		added: (name: string) => `Akun ${name} sudah dibuat dan bisa dipakai masuk.`,
		disable: 'Nonaktifkan',
		disableWhom: (name: string) => `Nonaktifkan akun ${name}`,
		disabled: 'Tidak aktif',
		disabledDone: (name: string) => `Akun ${name} tidak bisa masuk lagi.`,
		you: 'Ini akun Anda',
		exists: 'Nama pengguna ini sudah dipakai.',
	},
	views: 'Tampilan antrian',
	view,
	empty,
	next: 'Berikutnya',
	newest: 'Kembali ke awal',
	fresh: 'Antrian diperbarui sendiri',
	lost: 'Sambungan terputus. Menyambung lagi…',
	count: (open: number, danger: number) =>
		danger > 0 ? `${open} kasus terbuka, ${danger} di antaranya bahaya` : `${open} kasus terbuka`,
	priority,
	danger,
	outcome,
	proposable: 'Boleh diusulkan, jatah terbatas',
	delivery,
	status,
	result,
	role,
	waiting: (time: string) => `menunggu ${time}`,
	unanswered: (time: string) => `warga menunggu jawaban ${time}`,
	answered: 'sudah dijawab',
	justNow: 'kurang dari semenit',
	nobody: 'Belum ada yang mengambil',
	heldBy: (name: string) => `Dipegang ${name}`,
	heldByYou: 'Anda yang memegang',
	formerWorker: 'petugas',
	noNeeds: 'Kebutuhan belum jelas',
	case: (number: string) => `Kasus ${number}`,
	claim: 'Ambil kasus ini',
	claimHint: 'Begitu Anda mengambilnya, hanya Anda yang bisa membalas warga.',
	taken: (name: string) => `Sudah diambil oleh ${name}. Anda masih bisa membacanya.`,
	release: 'Kembalikan ke antrian',
	moved: 'Kasus ini sudah berubah: ditutup, atau dipegang orang lain. Muat ulang untuk melihat keadaannya sekarang.',
	summary: 'Ringkasan',
	reason: 'Mengapa diserahkan',
	dangers: 'Tanda bahaya',
	words: 'Kata-kata warga',
	needs: 'Kebutuhan',
	rights: 'Hak',
	noRights: 'Belum ada hak yang dibahas.',
	facts: 'Yang sudah dijawab',
	noFacts: 'Belum ada yang ditanyakan.',
	declined: 'Tidak tahu atau tidak ingin menjawab',
	sensitive: 'peka',
	yes: 'Ya',
	no: 'Tidak',
	refusals: 'Penolakan',
	refusal: {
		institution: 'Lembaga',
		service: 'Layanan',
		reason: 'Alasan yang disebut',
		asked: 'Yang diminta',
		unknown: 'tidak disebut',
	},
	language: 'Bahasa',
	languages: { id: 'Indonesia', en: 'Inggris' } as Record<string, string>,
	opened: 'Dibuka',
	channel: 'Lewat',
	channels: { web: 'Obrolan web', terminal: 'Terminal', telegram: 'Telegram', whatsapp: 'WhatsApp' } as Record<
		string,
		string
	>,
	conversation: 'Percakapan',
	noConversation: 'Percakapan sudah dihapus atas permintaan warga.',
	earlier: 'Pesan yang lebih lama',
	from: { citizen: 'Warga', hakku: 'Hakku', worker: 'Petugas' },
	you: 'Anda',
	choices: 'Pilihan yang ditunjukkan',
	reply: 'Balasan untuk warga',
	replyHint: 'Warga membaca ini.',
	send: 'Kirim ke warga',
	sent: 'Pesan diterima dan dikirim.',
	unsent: 'Tulisan Anda yang belum terkirim',
	notSent: 'Belum terkirim. Tulisan Anda masih ada; tekan kirim lagi, pesan tidak akan menjadi dua.',
	tooLong: (most: string) => `Terlalu panjang. Paling banyak ${most} huruf untuk satu pesan.`,
	emptyText: 'Tulis dulu pesannya.',
	notes: 'Catatan staf',
	notesHint: 'Catatan staf: tidak terlihat oleh warga.',
	noteLabel: 'Catatan baru',
	addNote: 'Simpan catatan',
	noNotes: 'Belum ada catatan.',
	close: 'Tutup kasus',
	closeHint: 'Warga diberi tahu bahwa Hakku melanjutkan percakapan.',
	closeResult: 'Hasilnya',
	closeNote: 'Penjelasan singkat (tidak terlihat oleh warga)',
	closeMissing: 'Pilih dulu hasilnya.',
	outcomeOf: (right: string) => `Hasil untuk ${right}`,
	choose: 'Pilih hasilnya',
	claimStatus,
	closed: (when: string) => `Ditutup ${when}`,
	unreachable: 'Warga tidak bisa dihubungi sekarang. Pesan Anda tidak akan sampai sampai ia menulis lagi.',
	history: 'Riwayat',
	event,
	missing: 'Tidak ditemukan',
	missingText: 'Periksa nomornya, atau cari di antrian.',
	toQueue: 'Ke antrian',
	expired: 'Halaman ini sudah kedaluwarsa',
	expiredText: 'Muat ulang halaman, lalu coba lagi. Tulisan Anda tersimpan di peramban ini.',
	reload: 'Muat ulang',
};

export type DeskTexts = typeof id;
