import type { MessageDocument } from '../../conversation/documents.ts';
import type { FileDocument } from '../../files/documents.ts';
import { type Files, fileName, knownType } from '../../files/index.ts';
import { fileTexts } from '../texts/files.ts';
import type { Words } from '../words.ts';

/** The files that came with some lines, by their position; nothing is asked where no line has one. */
export async function filesWith(
	files: Pick<Files, 'of'>,
	lines: readonly MessageDocument[],
): Promise<ReadonlyMap<number, FileDocument>> {
	const [first, ...others] = lines.filter((line) => line.file);
	return first === undefined ? new Map() : await files.of(first.conversation, first.seq, (others.at(-1) ?? first).seq);
}

/** A file beneath its line: what it is and a link to it, or why it is not there. */
export const FileLink = (props: { file: FileDocument | undefined; path: string; words: Words }) => {
	const { file, path, words } = props;
	const texts = fileTexts[words.language];
	if (file === undefined || file.state === 'waiting') return <p class="file soft">{texts.waiting}</p>;
	if (file.state !== 'kept') return <p class="file trouble">{texts.trouble[file.reason ?? 'gone']}</p>;
	const name = fileName(file);
	return (
		<p class="file">
			<a
				href={`${path}/files/${file.seq}`}
				target="_blank"
				rel="noopener noreferrer"
				aria-label={texts.open(name)}
				title={texts.opens}
				dir="auto"
			>
				{name}
			</a>{' '}
			<small>
				{knownType(file.type)?.label} · {sizeText(file.size ?? 0, words.language)}
			</small>
		</p>
	);
};

/** `820 kB`, `3,4 MB`. */
function sizeText(bytes: number, language: string): string {
	const [size, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1_000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
	return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
}
