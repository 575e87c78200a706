import type { FileDocument } from './documents.ts';
import { knownType } from './types.ts';

/** Longest name, in UTF-16 units: every file system takes it with an ending. */
const LONGEST = 60;

/** What Windows takes for a device, whatever its ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/iu;

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/**
 * A sender's name for a file, as the beginning of a name that does no harm anywhere: no folder, no ending, no sign that a file system,
 * a header or a screen reads as more than a letter (B46). Null when nothing is left of it.
 */
export function harmlessStem(claimed: string | null): string | null {
	const last = (claimed ?? '').normalize('NFKC').split(/[/\\]/u).at(-1) ?? '';
	const stem = last
		.replace(/\.[^.]{0,10}$/u, '')
		.replace(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim();
	let kept = '';
	for (const { segment } of graphemes.segment(stem)) {
		if (kept.length + segment.length > LONGEST) break;
		kept += segment;
	}
	kept = kept.trim();
	return kept === '' || devices.test(kept) ? null : kept;
}

const mediaStems: Readonly<Record<FileDocument['media'], string>> = {
	photo: 'foto',
	voice: 'suara',
	video: 'video',
	document: 'dokumen',
	sticker: 'stiker',
	location: 'lokasi',
	contact: 'kontak',
	other: 'berkas',
};

/** The name under which a worker saves it. The ending says what the bytes are, whatever the sender claimed. */
export function fileName({ name, media, seq, type }: Pick<FileDocument, 'name' | 'media' | 'seq' | 'type'>): string {
	const ending = knownType(type)?.ending;
	const stem = name ?? `${mediaStems[media]}-${seq}`;
	return ending === undefined ? stem : `${stem}.${ending}`;
}
