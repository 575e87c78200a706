import { rightsSoFar } from '../engine/index.ts';
import type { House } from '../main.ts';

/** What came of a conversation, for `hakku chat --json`. Kept stable. */
export interface Summary {
	readonly needs: readonly string[];
	/** Those told, and those that may fit the needs found. */
	readonly rights: readonly { readonly id: string; readonly outcome: string }[];
	readonly case: null | {
		readonly number: string;
		readonly priority: 'danger' | 'urgent' | 'normal';
		readonly reason: string;
		readonly status: string;
		readonly danger: readonly string[];
		readonly needs: readonly string[];
	};
	readonly crisis: readonly string[];
	/** The language that Hakku answers in. */
	readonly language: string;
}

const priorities = { 1: 'danger', 2: 'urgent', 3: 'normal' } as const;

export async function summaryOf(house: House, conversation: string): Promise<Summary> {
	const document = await house.store.get('conversations', conversation);
	const session = document?.session;
	const [open] = await house.store.find('cases', { conversation }, { limit: 1 });
	const release = session ? await house.releases.get(session.release) : null;
	const context = { today: house.today(), channel: 'terminal' };
	const rights = session && release ? rightsSoFar(release, session, context) : {};
	return {
		needs: session?.needs ?? [],
		rights: Object.entries(rights).map(([id, outcome]) => ({ id, outcome })),
		case: open
			? {
					number: open.number,
					priority: priorities[open.priority],
					reason: open.reason,
					status: open.status,
					danger: open.danger,
					needs: open.needs,
				}
			: null,
		crisis: session?.dangers ?? [],
		language: session?.language ?? 'id',
	};
}
