import type { MessageDocument } from '../../conversation/documents.ts';
import type { Words } from '../words.ts';

/** One line of the conversation as a worker sees it: who said it, when, and whether it arrived. */
export const TranscriptLine = (props: {
	line: MessageDocument;
	words: Words;
	me: string;
	names: ReadonlyMap<string, string>;
	now: number;
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
