import type { FileDocument } from '../../files/documents.ts';

/** How a file of a citizen reads beside its line. */
interface FileTexts {
	/** Of one that is not there yet. */
	readonly waiting: string;
	readonly trouble: Readonly<Record<NonNullable<FileDocument['reason']>, string>>;
	/** A screen reader's words for the link. */
	readonly open: (name: string) => string;
	/** When its content can't be had. */
	readonly missing: string;
	/** What it is, for the page of somebody who can't see it. */
	readonly opens: string;
}

export const fileTexts: Readonly<Record<'id' | 'en', FileTexts>> = {
	id: {
		waiting: 'Berkas sedang diambil …',
		trouble: {
			gone: 'Berkas ini tidak bisa diambil. Warga sudah diminta mengirim lagi.',
			too_big: 'Berkas ini terlalu besar dan tidak disimpan. Warga sudah diberi tahu.',
			type: 'Jenis berkas ini tidak disimpan demi keamanan. Warga diminta mengirim foto atau PDF.',
			too_many: 'Berkas ini melebihi batas sehari dan tidak disimpan. Warga sudah diberi tahu.',
		},
		open: (name) => `Buka berkas ${name}`,
		missing: 'Isi berkas ini tidak bisa dibuka.',
		opens: 'Setiap pembukaan berkas dicatat di riwayat kasus.',
	},
	en: {
		waiting: 'The file is being fetched …',
		trouble: {
			gone: 'This file could not be fetched. The citizen was asked to send it again.',
			too_big: 'This file is too large and was not kept. The citizen was told.',
			type: 'This kind of file is not kept, for safety. The citizen was asked for a photo or a PDF.',
			too_many: 'This file is beyond the limit of a day and was not kept. The citizen was told.',
		},
		open: (name) => `Open the file ${name}`,
		missing: 'The content of this file cannot be opened.',
		opens: 'Each opening of a file is on record in the history of the case.',
	},
};
