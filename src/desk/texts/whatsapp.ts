import type { LinkState, StopReason, WhatsAppEventDocument } from '../../channels/whatsapp/documents.ts';

const state: Readonly<Record<LinkState, (when: string) => string>> = {
	unpaired: () => 'Belum ditautkan.',
	pairing: () => 'Menunggu telepon menautkan.',
	connecting: () => 'Sedang menyambung.',
	open: (when) => `Tersambung sejak ${when}.`,
	waiting: (when) => `Sambungan putus sejak ${when}. Hakku menyambung lagi sendiri.`,
	stopped: (when) => `Berhenti sejak ${when}.`,
};

const reason: Readonly<Record<StopReason, { readonly why: string; readonly todo: string }>> = {
	logged_out: {
		why: 'Tautannya dilepas di telepon, atau telepon terlalu lama tidak dipakai.',
		todo: 'Tautkan lagi. Percakapan dan kasus tetap ada.',
	},
	replaced: {
		why: 'Program lain memakai tautan yang sama, misalnya server lama atau salinan data.',
		todo: 'Hentikan yang lain dulu. Sesudah itu sambungkan lagi.',
	},
	outdated: {
		why: 'WhatsApp tidak lagi menerima versi ini.',
		todo: 'Perbarui Hakku, atau isi WHATSAPP_VERSION seperti di docs/whatsapp.md. Sesudah itu sambungkan lagi.',
	},
	restricted: {
		why: 'WhatsApp membatasi nomor ini.',
		todo: 'Lihat pesannya di telepon, tunggu sampai selesai, lalu sambungkan lagi. Mencoba terus membuatnya lebih buruk.',
	},
	broken: { why: 'WhatsApp menolak perangkat ini.', todo: 'Tautkan lagi.' },
	expired: { why: 'Tidak ada yang memindai gambar atau mengetik kode pada waktunya.', todo: 'Tautkan lagi.' },
	refused: {
		why: 'WhatsApp tidak memberi kode untuk nomor telepon itu.',
		todo: 'Periksa nomornya, atau tautkan dengan gambar.',
	},
	unreachable: {
		why: 'WhatsApp tidak bisa dihubungi.',
		todo: 'Periksa internet di server, lalu tautkan lagi.',
	},
	locked: {
		why: 'Nomor ini ditautkan dengan HAKKU_KEY yang lain. Tidak ada yang diubah.',
		todo: 'Pasang kembali kunci yang lama. Kalau kunci itu hilang: lepas tautannya di sini, hapus perangkatnya di telepon, lalu tautkan lagi.',
	},
};

const event: Readonly<Record<WhatsAppEventDocument['kind'], string>> = {
	pair: 'meminta penautan',
	cancel: 'membatalkan penautan',
	unlink: 'meminta tautannya dilepas',
	connect: 'meminta sambungan lagi',
	shown: 'melihat kodenya',
	linked: 'Telepon menautkan',
	unlinked: 'Tautan dilepas',
	stopped: 'Berhenti',
};

const id = {
	title: 'WhatsApp',
	lead: 'Nomor WhatsApp tempat warga menulis. Hakku menjawab sebagai perangkat tertaut, seperti WhatsApp di komputer.',
	risksTitle: 'Baca ini dulu',
	risks: [
		'Ini bukan jalur resmi. WhatsApp tidak mengizinkannya dalam ketentuannya, dan bisa memutusnya kapan saja.',
		'Nomor bisa dibatasi atau diblokir, untuk beberapa jam atau selamanya, tanpa peringatan. Jangan pakai nomor yang tidak boleh hilang.',
		'Beri tahu warga jalan kedua: alamat obrolan web, kantor, atau nomor darurat.',
		'Siapa yang memegang telepon bisa membaca semua pesan. Simpan di kantor, terkunci, dengan PIN.',
	],
	healthTitle: 'Supaya nomor tetap sehat',
	health: [
		'Pakai kartu SIM dan telepon khusus. Pakai dulu dengan tangan satu atau dua minggu sebelum ditautkan.',
		'Hanya menjawab, jangan menulis lebih dulu. Hakku juga tidak bisa mengirim ke daftar orang asing.',
		'Isi nama, foto, dan keterangan di profil. Orang melaporkan nomor yang tidak mereka kenal.',
		'Nyalakan telepon dan sambungkan ke internet paling lambat tiap sepuluh hari.',
		'Kalau dibatasi: berhenti, lihat teleponnya, tunggu. Jangan menautkan ulang, jangan ganti nomor.',
	],
	none: 'Belum ada nomor di pengaturan.',
	noneText:
		'Isi WHATSAPP_NUMBERS dengan nama pilihan Anda, misalnya “utama”, dan HAKKU_KEY. Lalu jalankan Hakku lagi. Caranya ada di docs/whatsapp.md.',
	another: 'Nomor lain ditambah di pengaturan WHATSAPP_NUMBERS, lalu ditautkan di sini.',
	all: 'Semua nomor',
	/** What a button is for, where several have the same words. */
	for: (what: string, name: string) => `${what}: ${name}`,
	fresh: 'Diperbarui sendiri',
	reload: 'Muat ulang halaman ini',
	notLinked: 'belum ada nomor',
	state,
	reason,
	last: 'Pesan terakhir dari warga',
	noneYet: 'belum ada',
	number: 'Nomor',
	restricted: (until: string) =>
		`WhatsApp membatasi nomor ini sampai ${until}. Hakku tetap menjawab orang yang baru menulis, dan tidak menulis kepada yang lain. Jangan menautkan ulang.`,
	wished: {
		pair: 'Penautan sudah diminta.',
		cancel: 'Pembatalan sudah diminta.',
		unlink: 'Pelepasan sudah diminta.',
		connect: 'Penyambungan sudah diminta.',
	},
	notServed: 'Tidak ada yang menjawab di nomor ini sekarang.',
	serve:
		'Tidak ada proses Hakku yang memegang WhatsApp. Jalankan satu untuk saluran (start tanpa --role, atau --role channels). Sesudah macet, proses lain mengambil alih dalam 20 detik.',
	link: 'Tautkan',
	see: 'Lihat kodenya',
	cancel: 'Batalkan',
	connect: 'Sambungkan lagi',
	unlink: 'Lepas tautan…',
	pairTitle: (name: string) => `Tautkan ${name}`,
	pairText: 'Siapkan telepon yang memegang nomor ini. Hakku memberi kode; telepon itu yang memakainya.',
	secret: 'Kode ini rahasia. Jangan difoto, jangan diteruskan. Siapa membuka kodenya dicatat.',
	byPicture: 'Dengan gambar',
	byPictureText: 'Kalau halaman ini terbuka di layar lain, bukan di telepon itu sendiri.',
	showPicture: 'Tampilkan gambar',
	byCode: 'Dengan kode',
	byCodeText: 'Kalau Anda hanya punya telepon itu sendiri.',
	phone: 'Nomor telepon yang mau ditautkan',
	phoneHint: 'Misalnya 0812 3456 7890.',
	phoneWrong: 'Itu bukan nomor telepon. Tulis seperti 0812 3456 7890.',
	showCode: 'Minta kode',
	asking: 'Meminta kode dari WhatsApp. Biasanya hanya beberapa detik.',
	pictureSteps: [
		'Di telepon, buka WhatsApp.',
		'Buka Setelan, lalu Perangkat tertaut.',
		'Tekan Tautkan perangkat.',
		'Arahkan kamera ke gambar ini.',
	],
	codeSteps: [
		'Di telepon, buka WhatsApp.',
		'Buka Setelan, lalu Perangkat tertaut.',
		'Tekan Tautkan perangkat, lalu Tautkan dengan nomor telepon saja.',
		'Ketik kode ini.',
	],
	picture: 'Gambar untuk dipindai (kode QR)',
	code: 'Kode',
	left: (seconds: number) => `Berlaku kira-kira ${seconds} detik lagi. Sesudah itu yang baru muncul sendiri.`,
	codeLeft: (seconds: number) =>
		seconds >= 90
			? `Berlaku kira-kira ${Math.round(seconds / 60)} menit lagi.`
			: `Berlaku kira-kira ${seconds} detik lagi.`,
	over: 'Waktunya habis. Yang baru segera muncul.',
	linkedTitle: 'Berhasil ditautkan',
	linkedText: (number: string) =>
		`Sekarang tulis “halo” ke ${number} dari telepon lain. Hakku menjawab dalam beberapa detik.`,
	unlinkTitle: (name: string) => `Lepas tautan ${name}?`,
	unlinkText: [
		'Hakku tidak lagi menjawab di nomor ini. Pesan warga tetap masuk ke telepon, tanpa jawaban dari Hakku.',
		'Percakapan dan kasus tetap ada.',
		'Kalau nomornya sedang tidak tersambung, hapus juga perangkatnya di telepon: Setelan, Perangkat tertaut.',
		'Untuk memakainya lagi, nomor harus ditautkan ulang.',
	],
	unlinkSure: 'Ya, lepas tautannya',
	keep: 'Tidak jadi',
	history: 'Catatan',
	historyNone: 'Belum ada apa-apa.',
	terminal: 'lewat terminal',
	event,
	toldPhone: 'telepon sudah diberi tahu',
	notTold: 'telepon belum diberi tahu: hapus perangkatnya di sana',
};

export type WhatsAppTexts = typeof id;

const en: WhatsAppTexts = {
	title: 'WhatsApp',
	lead: 'The WhatsApp numbers that citizens write to. Hakku answers as a linked device, like WhatsApp on a computer.',
	risksTitle: 'Read this first',
	risks: [
		'This is not an official way. WhatsApp’s terms do not allow it, and WhatsApp may end it any day.',
		'A number can be restricted or blocked, for hours or for good, without warning. Never use one that you cannot lose.',
		'Tell citizens of a second way: the address of the web chat, an office, a hotline.',
		'Whoever holds the telephone can read every message. Keep it in the office, locked, with a PIN.',
	],
	healthTitle: 'What keeps a number healthy',
	health: [
		'Use a SIM and a telephone of their own. Use them by hand for a week or two before you link.',
		'Answer, never write first. Hakku cannot send to a list of strangers either.',
		'Put a name, a picture and a description on the profile. People report numbers that they do not know.',
		'Turn the telephone on and connect it at least every ten days.',
		'When it is restricted: stop, look at the telephone, wait. Do not link anew, do not change numbers.',
	],
	none: 'The settings name no number yet.',
	noneText:
		'Set WHATSAPP_NUMBERS to a name that you choose, for example “utama”, and HAKKU_KEY. Then start Hakku again. docs/whatsapp.md shows how.',
	another: 'Further numbers are named in the setting WHATSAPP_NUMBERS and then linked here.',
	all: 'All numbers',
	for: (what, name) => `${what}: ${name}`,
	fresh: 'Refreshes itself',
	reload: 'Reload this page',
	notLinked: 'no number yet',
	state: {
		unpaired: () => 'Not linked yet.',
		pairing: () => 'Waiting for a telephone to link it.',
		connecting: () => 'Connecting.',
		open: (when) => `Connected since ${when}.`,
		waiting: (when) => `The connection broke at ${when}. Hakku comes back by itself.`,
		stopped: (when) => `Stopped since ${when}.`,
	},
	reason: {
		logged_out: {
			why: 'It was unlinked on the telephone, or the telephone was not used for too long.',
			todo: 'Link it again. Conversations and cases stay.',
		},
		replaced: {
			why: 'Another program uses the same link: an old server, or a copy of the data.',
			todo: 'Stop the other one first. Then connect again.',
		},
		outdated: {
			why: 'WhatsApp no longer accepts this version.',
			todo: 'Update Hakku, or set WHATSAPP_VERSION as docs/whatsapp.md says. Then connect again.',
		},
		restricted: {
			why: 'WhatsApp restricted this number.',
			todo: 'Look at what the telephone says, wait until it is over, then connect again. Trying makes it worse.',
		},
		broken: { why: 'WhatsApp refuses this device.', todo: 'Link it again.' },
		expired: { why: 'Nobody scanned the picture or typed the code in time.', todo: 'Link it again.' },
		refused: {
			why: 'WhatsApp gives no code for that telephone number.',
			todo: 'Check the number, or link it by a picture.',
		},
		unreachable: {
			why: 'WhatsApp could not be reached.',
			todo: 'Look at the network of the server, then link it again.',
		},
		locked: {
			why: 'This number was linked under another HAKKU_KEY. Nothing was changed.',
			todo: 'Set the old key again. If it is lost: unlink the number here, remove the device on the telephone, then link it anew.',
		},
	},
	last: 'Last message of a citizen',
	noneYet: 'none yet',
	number: 'Number',
	restricted: (until) =>
		`WhatsApp restricts this number until ${until}. Hakku goes on answering people who wrote lately, and writes to nobody else. Do not link it anew.`,
	wished: {
		pair: 'Linking was asked for.',
		cancel: 'Ending it was asked for.',
		unlink: 'Unlinking was asked for.',
		connect: 'Connecting was asked for.',
	},
	notServed: 'Nobody answers on this number right now.',
	serve:
		'No process of Hakku holds WhatsApp. Run one for the channels (start without --role, or with --role channels). After a crash another takes over within 20 seconds.',
	link: 'Link',
	see: 'Show the code',
	cancel: 'End it',
	connect: 'Connect again',
	unlink: 'Unlink…',
	pairTitle: (name) => `Link ${name}`,
	pairText: 'Have the telephone that holds this number at hand. Hakku gives a code; that telephone uses it.',
	secret: 'This code is secret. Take no picture of it and pass it on to nobody. Who opens it is put on record.',
	byPicture: 'By a picture',
	byPictureText: 'When this page is open on another screen, not on that telephone itself.',
	showPicture: 'Show the picture',
	byCode: 'By a code',
	byCodeText: 'When all you have is that telephone.',
	phone: 'Telephone number that is to be linked',
	phoneHint: 'For example 0812 3456 7890.',
	phoneWrong: 'That is no telephone number. Write it like 0812 3456 7890.',
	showCode: 'Ask for a code',
	asking: 'Asking WhatsApp for a code. This usually takes a few seconds.',
	pictureSteps: [
		'On the telephone, open WhatsApp.',
		'Open Settings, then Linked devices.',
		'Press Link a device.',
		'Point the camera at this picture.',
	],
	codeSteps: [
		'On the telephone, open WhatsApp.',
		'Open Settings, then Linked devices.',
		'Press Link a device, then Link with phone number instead.',
		'Type this code.',
	],
	picture: 'Picture to scan (QR code)',
	code: 'Code',
	left: (seconds) => `Good for about ${seconds} seconds more. Then the next one appears by itself.`,
	codeLeft: (seconds) =>
		seconds >= 90
			? `Good for about ${Math.round(seconds / 60)} minutes more.`
			: `Good for about ${seconds} seconds more.`,
	over: 'Its time is up. The next one appears in a moment.',
	linkedTitle: 'It is linked',
	linkedText: (number) => `Now write “halo” to ${number} from another telephone. Hakku answers within seconds.`,
	unlinkTitle: (name) => `Unlink ${name}?`,
	unlinkText: [
		'Hakku no longer answers on this number. Messages of citizens still reach the telephone, without an answer of Hakku.',
		'Conversations and cases stay.',
		'If the number is not connected right now, also remove the device on the telephone: Settings, Linked devices.',
		'To use it again, the number must be linked anew.',
	],
	unlinkSure: 'Yes, unlink it',
	keep: 'Leave it',
	history: 'Record',
	historyNone: 'Nothing yet.',
	terminal: 'in the terminal',
	event: {
		pair: 'asked for it to be linked',
		cancel: 'ended the linking',
		unlink: 'asked for it to be unlinked',
		connect: 'asked for it to be connected again',
		shown: 'saw the code',
		linked: 'A telephone linked it',
		unlinked: 'It was unlinked',
		stopped: 'It stopped',
	},
	toldPhone: 'the telephone was told',
	notTold: 'the telephone was not told: remove the device there',
};

export const whatsappTexts = { id, en };
