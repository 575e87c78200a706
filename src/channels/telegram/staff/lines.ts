import type { MessageEntity } from 'grammy/types';
import type { MessageDocument } from '../../../conversation/documents.ts';
import { splitText } from '../../splitting.ts';
import { staffTexts as texts } from './texts.ts';

/** A message of a topic. */
export interface Said {
	readonly text: string;
	readonly entities: readonly MessageEntity[];
	/** It is the person who speaks: to answer it is to answer them. */
	readonly heard: boolean;
}

/** Longest that is shown of one message, in UTF-16 units; the rest is read at the desk. */
const LONG = 3_600;
/** Of what Hakku says, workers need to know only what it was about. */
const SHORT = 280;

/** One line of the conversation as it stands in a topic. @param worker - name of the worker who wrote it. */
export function saidOf({ from, text, choices }: MessageDocument, worker: string): Said {
	if (from === 'citizen') return said('💬', texts.citizen, text, LONG, true);
	if (from === 'worker') return said('✉️', texts.worker(worker), text, LONG, false);
	const offered = choices.map(({ label }) => label).join(' / ');
	return said('🤖', texts.hakku, offered === '' ? text : `${text}\n[${offered}]`, SHORT, false);
}

/** The person's own words that led to the case. */
export function wordsOf(words: readonly string[]): Said {
	return said('💬', texts.before, words.join('\n\n'), LONG, true);
}

/** Nothing is markup: what is bold is said beside the text (B26). */
function said(mark: string, who: string, text: string, most: number, heard: boolean): Said {
	const head = `${mark} ${who}`;
	const [first] = splitText(text, most);
	const shown = first?.text ?? '';
	const rest = shown.length < text.trimEnd().length ? `\n${texts.more}` : '';
	const entities: MessageEntity[] = [{ type: 'bold', offset: mark.length + 1, length: who.length }];
	return { text: `${head}\n${shown}${rest}`, entities, heard };
}
