import type { ReviewItem } from '../../knowledge/index.ts';

export interface UncheckedTexts {
	readonly title: string;
	readonly lead: string;
	readonly none: string;
	/** The mark of a right that nobody may promise. */
	readonly mark: string;
	/** Over the unchecked rights of a case. */
	readonly inCase: string;
	readonly hint: string;
	readonly figures: string;
	readonly figuresLead: string;
	readonly by: Readonly<Record<ReviewItem['by'], string>>;
}

export const uncheckedTexts: Readonly<Record<'id' | 'en', UncheckedTexts>> = {
	id: {
		title: 'Hak yang belum diperiksa',
		lead: 'Hakku tidak menunjukkan hak ini kepada warga: sumbernya belum dibuka, atau tidak sependapat. Jangan dijanjikan sebelum diperiksa.',
		none: 'Tidak ada. Semua hak sudah diperiksa.',
		mark: 'belum diperiksa',
		inCase: 'Mungkin juga cocok, tetapi belum diperiksa',
		hint: 'Warga tidak melihat ini. Tanyakan dulu ke kantornya.',
		figures: 'Angka yang tidak disebut',
		figuresLead: 'Warga diberi tahu tempat melihat angka terbaru.',
		by: {
			knowledge_editor: 'editor pengetahuan',
			knowledge_lead: 'penanggung jawab pengetahuan',
			regional_office: 'kantor daerah',
			caller: 'yang menelepon nomor',
		},
	},
	en: {
		title: 'Rights not checked yet',
		lead: 'Hakku does not show these to citizens: nobody opened their source, or the sources disagree. Do not promise them before they are checked.',
		none: 'None. Every right is checked.',
		mark: 'not checked',
		inCase: 'May fit, too, but not checked',
		hint: 'The citizen does not see these. Ask the office first.',
		figures: 'Figures that are not named',
		figuresLead: 'Citizens are told where to see the present figure.',
		by: {
			knowledge_editor: 'knowledge editor',
			knowledge_lead: 'whoever decides on the knowledge',
			regional_office: 'regional office',
			caller: 'whoever rings the numbers',
		},
	},
};
