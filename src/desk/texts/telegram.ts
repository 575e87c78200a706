/** Linking one's Telegram with the account. */
const id = {
	title: 'Telegram',
	why: 'Dengan Telegram yang tersambung, Anda mendapat kabar kasus di sana. Di grup petugas Anda juga bisa mengambil kasus dan membalas warga, sama seperti di meja.',
	careful:
		'Siapa yang memegang Telegram Anda bisa bekerja atas nama Anda, tanpa langkah kedua. Kunci aplikasinya. Ganti kata sandi atau undangan baru memutus sambungan ini.',
	linkedSince: (when: string) => `Tersambung sejak ${when}.`,
	notLinked: 'Belum tersambung.',
	make: 'Buat kode',
	makeAgain: 'Sambungkan Telegram lain',
	current: 'Kata sandi sekarang',
	wrong: 'Kata sandi sekarang salah.',
	unlink: 'Putuskan',
	unlinked: 'Sambungan Telegram sudah diputus.',
	codeTitle: 'Sambungkan sekarang',
	codeText: 'Kode ini berlaku satu kali, selama sepuluh menit. Jangan tunjukkan kepada siapa pun.',
	open: 'Buka di Telegram',
	openText: 'Telegram ada di ponsel ini? Tekan tombol, lalu tekan Mulai (Start).',
	scan: 'Telegram ada di ponsel lain? Pindai gambar ini dengan ponsel itu.',
	hand: (bot: string) => `Atau kirim sendiri pesan ini kepada ${bot}:`,
	theBot: 'bot Hakku',
	done: 'Sudah, lihat hasilnya',
	back: 'Akun saya',
	toPage: 'Kabar dan kerja lewat Telegram',
};

const en: typeof id = {
	title: 'Telegram',
	why: 'With your Telegram linked you are told of cases there. In the workers’ group you can also take cases and answer people, as at the desk.',
	careful:
		'Whoever has your Telegram can work in your name, without the second step. Lock the app. A new password or invitation ends the link.',
	linkedSince: (when) => `Linked since ${when}.`,
	notLinked: 'Not linked yet.',
	make: 'Make a code',
	makeAgain: 'Link another Telegram',
	current: 'Present password',
	wrong: 'The present password is wrong.',
	unlink: 'Unlink',
	unlinked: 'Your Telegram is not linked any more.',
	codeTitle: 'Link it now',
	codeText: 'This code works once, within ten minutes. Show it to nobody.',
	open: 'Open in Telegram',
	openText: 'Is Telegram on this phone? Press the button, then press Start.',
	scan: 'Is Telegram on another phone? Scan this picture with it.',
	hand: (bot) => `Or send this message to ${bot} yourself:`,
	theBot: 'Hakku’s bot',
	done: 'Done, show me',
	back: 'My account',
	toPage: 'Alerts and work by Telegram',
};

export const telegramTexts = { id, en };
