import type { MessageDocument } from '../../conversation/documents.ts';
import type { FileDocument } from '../../files/documents.ts';
import type { Words } from '../words.ts';
import { FileLink } from './file-link.tsx';

/** One line of the conversation as a worker sees it: who said it, when, and whether it arrived. */
export const TranscriptLine = (props: {
	line: MessageDocument;
	words: Words;
	me: string;
	names: ReadonlyMap<string, string>;
	now: number;
	/** The address of the case page. */
	path: string;
	/** The files of the lines that are shown, by their position. */
	files: ReadonlyMap<number, FileDocument>;
}) => {
	const { line, words } = props;
	const { texts } = words;
	const who =
		line.from !== 'worker'
			? texts.from[line.from]
			: line.author === props.me
				? texts.you
				: ((line.author && props.names.get(line.author)) ?? texts.from.worker);
	return (
		<li class={`line ${line.from}`} data-seq={line.seq}>
			<p class="who">
				<strong>{who}</strong>{' '}
				<time datetime={new Date(line.at).toISOString()}>{words.moment(line.at, props.now)}</time>
			</p>
			<p class="words" dir="auto">
				{line.text}
			</p>
			{line.file && <FileLink file={props.files.get(line.seq)} path={props.path} words={words} />}
			{line.choices.length > 0 && (
				<ol class="choices" aria-label={texts.choices}>
					{line.choices.map((choice) => (
						<li>{choice.label}</li>
					))}
				</ol>
			)}
			{line.delivery && <p class={`delivery ${line.delivery}`}>{texts.delivery[line.delivery]}</p>}
		</li>
	);
};
