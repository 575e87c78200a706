import { randomUUID } from 'node:crypto';
import type { ConversationDocument, MessageDocument } from '../../conversation/documents.ts';
import { letterPath, type Piece, sheetPath, withPhones } from './phones.ts';
import type { ChatTexts } from './texts.ts';

/**
 * What a citizen may see now, in order: nothing that is still on its way (and nothing behind it, so that the order holds), nothing that was
 * overtaken by a hand-over.
 */
export function shown(lines: readonly MessageDocument[]): readonly MessageDocument[] {
	const waiting = lines.findIndex((line) => line.from !== 'citizen' && line.delivery === 'waiting');
	return (waiting < 0 ? lines : lines.slice(0, waiting)).filter(
		(line) => line.from === 'citizen' || line.delivery === 'sent' || line.delivery === 'uncertain',
	);
}

/** The question whose buttons can be pressed now. */
export const openQuestion = (document: ConversationDocument | null): string | null =>
	document?.mode.state === 'bot' ? (document.session?.question?.id ?? null) : null;

export interface LineParts {
	readonly texts: ChatTexts;
	readonly numbers: readonly string[];
	readonly question: string | null;
	/** Display names of the workers who wrote, by user id. */
	readonly names: ReadonlyMap<string, string>;
}

/** Text of ours, in which the one address that we ever name is a link. */
const Plain = (props: { text: string }) => (
	<>
		{props.text.split(sheetPath).map((part, index) => (
			<>
				{index > 0 && (
					<a href={sheetPath} target="_blank" rel="noopener">
						catatan.pdf
					</a>
				)}
				{part}
			</>
		))}
	</>
);

const Pieces = (props: { pieces: readonly Piece[] }) => (
	<>
		{props.pieces.map((piece) =>
			piece.call ? <a href={`tel:${piece.call}`}>{piece.text}</a> : <Plain text={piece.text} />,
		)}
	</>
);

const clock = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' });

/** One line of the transcript. Everything that somebody wrote goes through JSX and is text. */
export const Line = ({ line, texts, numbers, question, names }: LineParts & { line: MessageDocument }) => {
	const who = {
		citizen: texts.you,
		hakku: texts.hakku,
		worker: (line.author && names.get(line.author)) || texts.worker,
	}[line.from];
	const active = line.question !== null && line.question === question;
	return (
		<li class={`line ${line.from}`} data-seq={line.seq} data-question={line.choices.length > 0 ? line.question : null}>
			<div class="bubble">
				<span class={line.from === 'worker' ? 'who' : 'who unseen'}>{who}: </span>
				<div class="words">
					{line.from === 'citizen' ? line.text : <Pieces pieces={withPhones(line.text, numbers)} />}
					{line.document && (
						<>
							{' '}
							<a href={line.document.kind === 'sheet' ? sheetPath : `${letterPath}/${line.seq}.pdf`}>
								{line.document.name}
							</a>
						</>
					)}
				</div>
				<time datetime={new Date(line.at).toISOString()}>{clock.format(line.at)}</time>
			</div>
			{line.choices.length > 0 && (
				<>
					<ol class="choices-past" hidden={active} aria-label={texts.picked}>
						{line.choices.map((choice) => (
							<li>{choice.label}</li>
						))}
					</ol>
					<form class="choices" method="post" action="/chat" hidden={!active} aria-label={texts.choose}>
						<input type="hidden" name="id" value={randomUUID()} />
						<input type="hidden" name="question" value={line.question ?? ''} />
						{line.choices.map((choice, index) => (
							<button type="submit" name="choice" value={choice.id}>
								<span class="number">{index + 1}</span> <span>{choice.label}</span>
							</button>
						))}
					</form>
				</>
			)}
		</li>
	);
};
