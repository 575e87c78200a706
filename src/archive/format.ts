import { z } from 'zod';
import type { CollectionName } from '../store/index.ts';

/**
 * An archive is gzip over lines of JSON, in UTF-8:
 *
 * 1. the head: `{"hakku":"archive","format":1,"made_at":"2026-…","release":"4f…","documents":1234}`
 * 2. each document: `["people",{"_id":…}]`, collection by collection, in order of `_id` by its bytes
 * 3. the foot: `{"end":"archive","collections":{"people":{"count":12,"sha256":"…"}}}`
 *
 * The checksum of a collection is the SHA-256 of its documents, each as JSON with its keys in order and a line end behind it.
 * Without a foot, a file is not whole. `documents` is what was counted at the beginning, for progress only.
 */
export const format = 1;

export const head = z.object({
	hakku: z.literal('archive'),
	format: z.int().min(1),
	made_at: z.string(),
	release: z.string().nullable(),
	documents: z.int().min(0),
});

export type Head = z.output<typeof head>;

export interface Sum {
	readonly count: number;
	readonly sha256: string;
}

export const foot = z.object({
	end: z.literal('archive'),
	collections: z.record(z.string(), z.object({ count: z.int().min(0), sha256: z.string() })),
});

export type Foot = z.output<typeof foot>;

/**
 * What is kept of people and their cases; not the mark of an import, nor which process speaks on a channel right now, nor the keys
 * of a linked device: it must never speak from two places, so the new one is paired anew.
 */
export type Archived = Exclude<CollectionName, 'imports' | 'leases' | 'whatsapp_accounts' | 'whatsapp_keys'>;

const order: { readonly [C in Archived]: true } = {
	conversations: true,
	messages: true,
	files: true,
	file_parts: true,
	suggestions: true,
	people: true,
	cases: true,
	case_events: true,
	case_notes: true,
	case_letters: true,
	case_searches: true,
	self_reports: true,
	staff: true,
	users: true,
	alerts: true,
	alert_settings: true,
	alert_means: true,
	sign_ins: true,
	staff_links: true,
	telegram_topics: true,
	releases: true,
	whatsapp_contacts: true,
	whatsapp_events: true,
};

/** The collections of an archive in the order in which they are read. Conversations come first, and are read again at the end. */
export const archived = Object.keys(order) as readonly Archived[];

/** What an archive holds. */
export interface Contents {
	readonly head: Head;
	readonly collections: Readonly<Record<Archived, Sum>>;
	/** Of all collections. */
	readonly documents: number;
}
