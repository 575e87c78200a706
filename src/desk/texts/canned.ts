const id = {
	choose: 'Balasan siap pakai',
	none: 'Pilih balasan…',
	fill: 'Isi kotak balasan',
	hint: 'Boleh diubah sebelum dikirim. Bagian bertanda ⟦ ⟧ belum diketahui: isi atau hapus dulu.',
	gap: 'Masih ada bagian bertanda ⟦ ⟧. Isi atau hapus dulu, lalu kirim lagi.',
	filled: 'Kotak balasan sudah diisi. Periksa sebelum dikirim.',
	chooseFirst: 'Pilih dulu balasannya.',
	called: 'Panggilan warga',
	calledHint: 'Misalnya: Ibu Siti. Dipakai dalam balasan dan untuk mencari kasus.',
	save: 'Simpan',
};

const en: typeof id = {
	choose: 'Canned replies',
	none: 'Choose a reply…',
	fill: 'Fill the reply box',
	hint: 'You can change it before sending. What stands in ⟦ ⟧ is not known: fill it in or delete it first.',
	gap: 'There is still something in ⟦ ⟧. Fill it in or delete it, then send again.',
	filled: 'The reply box is filled. Check it before you send.',
	chooseFirst: 'Choose a reply first.',
	called: 'What the person is called',
	calledHint: 'For example: Ibu Siti. Used in replies and for finding the case.',
	save: 'Save',
};

export const cannedTexts = { id, en };
