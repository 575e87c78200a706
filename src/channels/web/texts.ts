import type { TextLanguage } from '../../knowledge/index.ts';

const id = {
	title: 'Hakku',
	tagline: 'Teman bicara soal hak Anda',
	queued: 'Menunggu petugas. Anda boleh tetap menulis',
	human: 'Anda sedang berbicara dengan petugas',
	leave: 'Keluar cepat',
	leaveWhy: 'Tutup halaman ini dengan cepat dan buka halaman lain',
	log: 'Percakapan',
	you: 'Anda',
	hakku: 'Hakku',
	worker: 'Petugas',
	welcome: 'Halo, selamat datang.',
	welcomeText:
		'Di sini Anda bisa bercerita apa saja yang sedang sulit: makan, tempat tinggal, berobat, sekolah, surat-surat, atau rasa tidak aman. Hakku membantu mencari tahu hak Anda dan ke mana harus pergi. Gratis.',
	start: 'Mulai',
	or: 'Atau langsung tulis di bawah ini.',
	privacy: 'Siapa yang membaca ini?',
	privacyText: [
		'Hakku adalah program komputer, bukan manusia.',
		'Bila Anda minta bicara dengan manusia, atau bila ada bahaya, petugas sosial kami ikut membaca percakapan ini supaya bisa membantu.',
		'Tidak perlu nama atau NIK. Tulis “hapus data” kapan saja untuk menghapus percakapan.',
		'Percakapan tersimpan di peramban ini. Kalau orang lain memakai ponsel Anda, tekan “Keluar cepat”.',
	],
	emergency: 'Nyawa terancam sekarang? Telepon 112.',
	message: 'Tulis pesan Anda',
	send: 'Kirim',
	choose: 'Pilih salah satu',
	picked: 'Pilihan',
	refresh: 'Lihat balasan baru',
	newest: 'Ke pesan terbaru',
	earlier: 'Pesan yang lebih lama tidak ditampilkan.',
	hidden: 'Percakapan ini disembunyikan',
	hiddenText: 'Anda keluar dengan cepat tadi. Tekan tombol di bawah kalau sudah aman untuk melanjutkan.',
	goOn: 'Lanjutkan',
	sending: 'Mengirim…',
	failed: 'Belum terkirim.',
	again: 'Coba lagi',
	typing: 'Hakku sedang menulis…',
	offline: 'Sambungan terputus. Menyambung lagi…',
	noCookie:
		'Peramban Anda menolak cookie, jadi Hakku tidak bisa mengingat percakapan ini. Izinkan cookie untuk alamat ini, lalu muat ulang.',
	tooMuch: 'Pelan-pelan saja, kami membaca semuanya. Tunggu sebentar lalu kirim lagi; tulisan Anda masih ada di bawah.',
	tooLong:
		'Pesannya terlalu panjang untuk sekali kirim. Bagi menjadi beberapa pesan, ya; tulisan Anda masih ada di bawah.',
	away: 'Pesan belum bisa kami terima. Coba kirim lagi sebentar lagi; tulisan Anda masih ada di bawah.',
};

/** What the page itself says. What Hakku says comes from the flows. */
export type ChatTexts = typeof id;

const en: ChatTexts = {
	title: 'Hakku',
	tagline: 'Someone to talk to about your rights',
	queued: 'Waiting for a social worker. You can keep writing',
	human: 'You are talking with a social worker',
	leave: 'Quick exit',
	leaveWhy: 'Close this page quickly and open another one',
	log: 'Conversation',
	you: 'You',
	hakku: 'Hakku',
	worker: 'Social worker',
	welcome: 'Hello, and welcome.',
	welcomeText:
		'You can tell us about anything that is hard right now: food, a place to live, health care, school, papers, or not feeling safe. Hakku helps you find out your rights and where to go. It is free.',
	start: 'Start',
	or: 'Or just write below.',
	privacy: 'Who reads this?',
	privacyText: [
		'Hakku is a computer program, not a human.',
		'When you ask for a human, or when there is danger, our social workers read this conversation too, so that they can help.',
		'No name or ID number is needed. Write “delete my data” at any time to delete the conversation.',
		'The conversation stays in this browser. If somebody else uses your phone, press “Quick exit”.',
	],
	emergency: 'Is a life in danger right now? Call 112.',
	message: 'Write your message',
	send: 'Send',
	choose: 'Choose one',
	picked: 'Choices',
	refresh: 'See new answers',
	newest: 'To the newest message',
	earlier: 'Older messages are not shown.',
	hidden: 'This conversation is hidden',
	hiddenText: 'You left quickly. Press the button below when it is safe to go on.',
	goOn: 'Go on',
	sending: 'Sending…',
	failed: 'Not sent yet.',
	again: 'Try again',
	typing: 'Hakku is writing…',
	offline: 'The line was cut. Connecting again…',
	noCookie:
		'Your browser refuses cookies, so Hakku cannot remember this conversation. Allow cookies for this address, then reload.',
	tooMuch: 'No hurry, we read everything. Wait a moment, then send again; your text is still below.',
	tooLong: 'This is too long for one message. Please send it in parts; your text is still below.',
	away: 'We could not take your message yet. Please send it again in a moment; your text is still below.',
};

export const chatTexts: Readonly<Record<TextLanguage, ChatTexts>> = { id, en };
