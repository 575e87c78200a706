import { randomUUID } from 'node:crypto';
import type { EngineEffect } from '../engine/index.ts';
import { withoutIdentity } from '../language/index.ts';
import { withEffect } from './document.ts';
import type { ConversationDocument, SuggestionDocument } from './documents.ts';
import { cut } from './inbound.ts';
import type { Ground } from './surroundings.ts';

type Misread = Extract<EngineEffect, { kind: 'misread' }>;

/** UTF-16 units of a kept text; the latest messages it is looked for in; and how many suggestions are kept at all. */
const limits = { text: 300, latest: 3, kept: 2000 };

/**
 * Puts down that a story was misread, without who told it: masked before it leaves the conversation, under an id that was drawn by
 * lot, with a day and no time. The story is the longest of the latest messages; `words` are those before the correction.
 */
export function withMisread(
	document: ConversationDocument,
	words: readonly string[],
	{ read, intent }: Misread,
	now: number,
): ConversationDocument {
	const story = words.slice(-limits.latest).toSorted((a, b) => b.length - a.length)[0];
	if (story === undefined) return document;
	const text = cut(withoutIdentity(story).trim(), limits.text);
	const day = new Date(now).toISOString().slice(0, 10);
	const suggestion = { _id: randomUUID(), rev: 1, text, needs: read, intent, day };
	return withEffect(document, { kind: 'suggest', suggestion, at: now });
}

/** Keeps a suggestion, as long as there is room: nobody can fill the store by correcting for ever. */
export async function keepSuggestion({ store }: Ground, suggestion: SuggestionDocument): Promise<void> {
	if ((await store.count('suggestions', {})) < limits.kept) await store.insert('suggestions', [suggestion]);
}
