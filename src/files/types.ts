/** A type that is kept: the ending of its files, and whether a browser may show it on a page of ours. */
export interface KnownType {
	readonly ending: string;
	/** A picture made of dots: no browser runs anything in it. */
	readonly raster: boolean;
	/** How a person calls it. */
	readonly label: string;
}

const raster = (ending: string, label: string): KnownType => ({ ending, label, raster: true });
const other = (ending: string, label: string): KnownType => ({ ending, label, raster: false });

/** What citizens send that a worker can open without running anything: no web pages, drawings with script, macros, archives, programs. */
const known: ReadonlyMap<string, KnownType> = new Map([
	['image/jpeg', raster('jpg', 'JPEG')],
	['image/png', raster('png', 'PNG')],
	['image/webp', raster('webp', 'WebP')],
	['image/gif', raster('gif', 'GIF')],
	['image/heic', other('heic', 'HEIC')],
	['application/pdf', other('pdf', 'PDF')],
	['audio/ogg', other('ogg', 'OGG')],
	['audio/mpeg', other('mp3', 'MP3')],
	['audio/mp4', other('m4a', 'M4A')],
	['audio/aac', other('aac', 'AAC')],
	['audio/amr', other('amr', 'AMR')],
	['audio/wav', other('wav', 'WAV')],
	['video/mp4', other('mp4', 'MP4')],
	['video/3gpp', other('3gp', '3GP')],
	['video/quicktime', other('mov', 'MOV')],
	['video/webm', other('webm', 'WebM')],
	['application/vnd.openxmlformats-officedocument.wordprocessingml.document', other('docx', 'Word')],
	['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', other('xlsx', 'Excel')],
	['application/vnd.oasis.opendocument.text', other('odt', 'OpenDocument')],
]);

/** Names under which the library knows the same. */
const synonyms: Readonly<Record<string, string>> = {
	'audio/x-m4a': 'audio/mp4',
	'video/x-m4v': 'video/mp4',
	'image/heif': 'image/heic',
};

/** The media type of a file, by its bytes alone; null for one that we don't keep. The library is loaded with the first file. */
export async function typeOf(bytes: Uint8Array): Promise<string | null> {
	const { fileTypeFromBuffer } = await import('file-type');
	const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
	const [plain = ''] = (found?.mime ?? '').split(';');
	const type = synonyms[plain] ?? plain;
	return known.has(type) ? type : null;
}

/** What is known of a type that {@link typeOf} gave. */
export function knownType(type: string | null): KnownType | null {
	return type === null ? null : (known.get(type) ?? null);
}
