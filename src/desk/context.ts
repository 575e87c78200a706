import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { AlertRoom } from '../alerts/index.ts';
import type { Cases } from '../cases/api.ts';
import type { CaseLetters, Seen, Sight } from '../cases/index.ts';
import type { Conversations, Handover } from '../conversation/api.ts';
import type { Files } from '../files/index.ts';
import { type Assets, formField, readFields, readForm, type Streams } from '../http/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Seal } from '../seal.ts';
import type { Service } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import type { FirstAccount } from './account/first-account.ts';
import type { SignedIn, SignIns } from './account/sign-ins.ts';
import type { Users } from './account/users.ts';
import type { NumbersAtDesk } from './oversight/numbers.ts';
import type { ReleaseInUse } from './oversight/releases.tsx';
import type { SystemReport } from './oversight/system.tsx';
import type { Words } from './words.ts';

/** What the desk is built from. */
export interface DeskParts {
	readonly cases: Cases;
	readonly letters: CaseLetters;
	readonly handover: Handover;
	readonly conversations: Pick<Conversations, 'transcript'>;
	/** What citizens sent. */
	readonly files: Pick<Files, 'of' | 'read'>;
	readonly store: Store;
	readonly streams: Streams;
	readonly assets: Assets;
	readonly knowledge: () => Knowledge;
	/** When and by whom people are answered. */
	readonly service: () => Service;
	readonly clock: () => number;
	readonly secure: boolean;
	/** How many proxies of ours stand in front. */
	readonly proxies: number;
	/** IANA time zone that the desk's clock shows. */
	readonly zone: string;
	/** What workers are told while they are not looking at the desk; without it that page is missing. */
	readonly alerts?: AlertRoom;
	/** How the whole house does; without it admins have no such page. */
	readonly system?: () => SystemReport;
	/** The WhatsApp numbers; without them admins have no such page. */
	readonly numbers?: NumbersAtDesk;
	/** Under which second factors are kept. */
	readonly seal: Seal;
	/** Where people reach the pages, for links that are passed on; null: where the request came in. */
	readonly publicUrl: string | null;
	/** User name of the bot with which workers can link their Telegram; null while it is not known. Without it they cannot. */
	readonly telegramBot?: () => Promise<string | null>;
}

/**
 * The same, with what the desk's own pages share. They reach no store, and a case only through `sight`, so that no page can show one that
 * is not its reader's.
 */
export interface DeskRoom extends Omit<DeskParts, 'store' | 'cases'> {
	readonly cases: Omit<Cases, 'get' | 'queue' | 'herald'>;
	readonly sight: Sight;
	/** Open conversations by the release they run on, most first. */
	readonly releasesInUse: () => Promise<readonly ReleaseInUse[]>;
	/** Place of the last line of a conversation; 0 for none. */
	readonly lastLine: (conversation: string) => Promise<number>;
	readonly users: Users;
	readonly signIns: SignIns;
	readonly first: FirstAccount;
}

export interface DeskEnv {
	/** `refused`: a case that was asked for and is not to be shown, or only in outline. */
	Variables: { words: Words; signedIn: SignedIn; refused?: Seen };
}
export type DeskContext = Context<DeskEnv>;
export type DeskApp = Hono<DeskEnv>;

/** A posted form without the token of its sign-in: an old page, or somebody else's. Answered with 403. */
export class ForeignForm extends Error {
	constructor() {
		super('form without its token');
		this.name = 'ForeignForm';
	}
}

/** Reads a form of a signed-in page; every post of the desk but the sign-in itself goes through here. */
export async function readOwnForm<S extends z.ZodRawShape>(c: DeskContext, shape: S) {
	const { csrf } = await readFields(c);
	if (!c.var.signedIn.owns(csrf ?? '')) throw new ForeignForm();
	return readForm(c, z.object(shape).extend({ csrf: formField.token }));
}
