/** What Telegram itself shows of us: beside a tap, and in a group. Everything else that is said comes from the flows. */
export const telegramTexts = {
	old: 'Tombol ini sudah lama. Lihat pesan terbaru, ya. · This button is old; see the latest message.',
	chosen: 'Sudah dipilih. · Already chosen.',
	group:
		'Halo. Di grup, cerita Anda terbaca orang lain, jadi di sini Hakku diam. Buka Hakku lewat namanya, lalu tulis secara pribadi.\n\nHello. Others can read along in a group, so Hakku keeps quiet here. Open Hakku by its name and write in private.',
} as const;
