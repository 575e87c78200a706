import type { Inbound } from '../channels/index.ts';
import { admit, newConversation, stamped } from './document.ts';
import type { ConversationDocument, InboxEntry } from './documents.ts';
import type { Gate, Lanes } from './lanes.ts';
import type { Played } from './playing.ts';
import type { Shelf } from './shelf.ts';
import { type Ground, isPassing } from './surroundings.ts';
import { turn } from './turn.ts';

/** `full`: the inbox must be worked off first; the message is not taken in yet. */
type Taken = 'accepted' | 'duplicate' | 'full';

export interface Receiving {
	/** Makes a message durable; when nothing else waits, its turn is part of the same write. */
	take(id: string, inbound: Inbound, entry: InboxEntry): Promise<Taken>;
}

export function createReceiving(
	ground: Ground,
	parts: {
		readonly shelf: Shelf;
		readonly lanes: Lanes;
		readonly doors: Lanes;
		readonly turns: Gate;
		readonly played: Played;
	},
): Receiving {
	const { clock, limits, meter, reached } = ground;
	const { shelf, lanes, doors, turns, played } = parts;

	/** Until nobody was faster: what a message makes of the conversation, written down. */
	async function write(
		id: string,
		inbound: Inbound,
		entry: InboxEntry,
		then: (admitted: ConversationDocument) => Promise<ConversationDocument>,
	): Promise<Taken> {
		const begun = performance.now();
		for (;;) {
			const known = (await shelf.get(id)) ?? newConversation(id, inbound, clock());
			if (known.seen.includes(entry.id)) return 'duplicate';
			if (known.inbox.length >= limits.inbox) return 'full';
			const written = await shelf.write(await then(admit(known, entry, limits.seen)));
			if (written === null) continue;
			if (written.inbox.length === 0) meter.turned(performance.now() - begun);
			return 'accepted';
		}
	}

	const put = async (admitted: ConversationDocument) => stamped(admitted, clock());

	/** The turn along with the message, unless others wait before it or the engine cannot be reached: it must be durable first. */
	async function putAndTurn(admitted: ConversationDocument): Promise<ConversationDocument> {
		const [first, ...others] = admitted.inbox;
		if (first === undefined || others.length > 0) return await put(admitted);
		try {
			const moment = { kind: 'inbound', entry: first } as const;
			return turn(admitted, moment, await played(admitted, moment), clock(), limits);
		} catch (error) {
			if (isPassing(error)) return await put(admitted);
			throw error;
		}
	}

	return {
		async take(id, inbound, entry) {
			const taken = lanes.busy(id)
				? await doors.run(id, () => write(id, inbound, entry, put))
				: await lanes.run(id, () => turns.pass(() => write(id, inbound, entry, putAndTurn)));
			if (taken === 'accepted') reached('received');
			return taken;
		},
	};
}
