import { HakkuError } from '../errors.ts';
import { createFiles } from '../files/index.ts';
import { traceOf } from '../log.ts';
import { createSeal } from '../seal.ts';
import { answersFrom, defaultService } from '../service/index.ts';
import { withAmended } from './amending.ts';
import type { Conversations, Handover } from './api.ts';
import { hasWork } from './burst.ts';
import { carry, DELIVER } from './carry.ts';
import { decided } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import { withFileTrouble } from './file-trouble.ts';
import { askHowItWent } from './following.ts';
import { createHandover } from './handover.ts';
import { conversationId, inboxEntry } from './inbound.ts';
import { broughtBack } from './jumps.ts';
import { createGate, createLanes } from './lanes.ts';
import { defaultLimits } from './limits.ts';
import { withOverheard } from './overhearing.ts';
import { guarded } from './playing.ts';
import { createReceiving } from './receiving.ts';
import { deliveries } from './serving.ts';
import { createShelf } from './shelf.ts';
import type { Ground, Surroundings } from './surroundings.ts';
import { findDeliveries, findWork } from './sweeping.ts';
import { readTranscript } from './transcript.ts';
import { nextMoment, turn } from './turn.ts';
import { putOff } from './welcome-hours.ts';

/** After so many turns in a row, what they said is delivered before the next one. */
const TURNS_IN_A_ROW = 10;

/** How often a full inbox is worked off before the channel is told that the message could not be taken in. */
const TRIES = 5;

/** Rounds of one conversation without a pause; more than any honest amount of work. */
const ROUNDS = 10_000;

/** The durable path of a message: receive → turn → effects → deliver, one compare-and-set of one document at a time. */
export function createConversations(surroundings: Surroundings): Conversations & { readonly handover: Handover } {
	const ground: Ground = {
		...surroundings,
		limits: { ...defaultLimits, ...surroundings.limits },
		reached: surroundings.reached ?? (() => undefined),
		sheet: surroundings.sheet ?? (async () => null),
		answers: surroundings.answers ?? ((where, now) => answersFrom(defaultService, where, now)),
		letter: surroundings.letter ?? (async () => null),
		files: surroundings.files ?? createFiles({ ...surroundings, seal: createSeal(null), fetchers: new Map() }),
		meter: surroundings.meter ?? { turned: () => undefined, delivered: () => undefined },
	};
	const { store, channels, clock, limits, log, signals } = ground;
	const shelf = createShelf(store, clock, limits.cached);
	const lanes = createLanes();
	const doors = createLanes();
	const turns = createGate(limits.turns);
	const hands = createGate(limits.deliveries);
	const played = guarded(ground);
	const receiving = createReceiving(ground, { shelf, lanes, doors, turns, played });
	let stopping = false;

	/** One turn of the conversation; the document as it is then. */
	async function oneTurn(id: string): Promise<void> {
		const begun = performance.now();
		let turned = false;
		await turns.pass(() =>
			shelf.change(id, async (document) => {
				const moment = nextMoment(document, clock());
				turned = moment !== null;
				if (moment === null) return document;
				const later = putOff(document, moment, clock(), ground.timeZone);
				if (later !== null) return later;
				return turn(document, moment, await played(document, moment), clock(), limits);
			}),
		);
		if (turned) ground.meter.turned(performance.now() - begun);
		ground.reached('turned');
	}

	/** Does all that can be done for a conversation now. */
	async function drain(id: string): Promise<void> {
		await shelf.change(id, (document) => broughtBack(document, clock()));
		for (let row = 0; row < ROUNDS; row++) {
			const document = await shelf.get(id);
			if (document === null) return;
			const served = channels.has(document.channel);
			if (!hasWork(document, clock(), served)) {
				if (!served && document.outbox.some((entry) => !decided(entry))) signals.publish(deliveries(document.channel));
				return;
			}
			if (nextMoment(document, clock()) !== null && row % TURNS_IN_A_ROW !== TURNS_IN_A_ROW - 1) await oneTurn(id);
			else if (!(await carry(ground, shelf, id))) return;
		}
	}

	async function takeUp(id: string): Promise<void> {
		try {
			await lanes.run(id, () => hands.pass(() => drain(id)));
		} catch (error) {
			const code = error instanceof HakkuError ? error.code : 'path.failed';
			log.error({ code, ...traceOf(error) }, 'a conversation stopped on its way; the sweeper will take it up');
		}
	}

	function kick(id: string): void {
		void takeUp(id);
	}

	async function requeueFiles(): Promise<void> {
		try {
			await ground.files.requeue(clock());
		} catch (error) {
			log.warn(
				{ code: 'files.waiting', ...traceOf(error) },
				'files that wait could not be queued; the next sweep tries',
			);
		}
	}

	return {
		async receive(inbound) {
			if (stopping) throw stopped();
			const id = conversationId(inbound);
			const entry = inboxEntry(inbound, clock(), limits.text);
			let taken = await receiving.take(id, inbound, entry);
			for (let tries = 0; taken === 'full'; tries++) {
				if (tries === TRIES) throw new HakkuError('store.unavailable', 'a full inbox could not be worked off');
				await takeUp(id);
				taken = await receiving.take(id, inbound, entry);
			}
			if (taken === 'accepted') kick(id);
		},

		async overhear(said) {
			const id = conversationId(said);
			const document = await shelf.change(id, (known) => withOverheard(known, said, clock(), limits), 'store');
			if (document !== null) kick(id);
		},

		async amend(change) {
			const id = conversationId(change);
			const document = await shelf.change(id, (known) => withAmended(known, change, clock(), limits), 'store');
			if (document !== null) kick(id);
		},

		settled: (conversation) => lanes.idle(conversation),

		transcript: (conversation, after, limit = 200) => readTranscript(store, conversation, after, limit),

		async sweep() {
			let found = 0;
			for await (const page of findWork(ground, shelf)) {
				if (stopping) break;
				await Promise.all(page.map((document) => takeUp(document._id)));
				found += page.length;
			}
			if (!stopping) await requeueFiles();
			return found;
		},

		async collect(channel) {
			let found = 0;
			for await (const page of findDeliveries(ground, shelf, channel)) {
				if (stopping) break;
				for (const document of page) kick(document._id);
				found += page.length;
			}
			return found;
		},

		async followUp(caseId, clock) {
			if (stopping) throw stopped();
			const conversation = await askHowItWent(ground, shelf, caseId, clock);
			if (conversation !== null) await takeUp(conversation);
		},

		async timer(conversation, timer) {
			if (stopping) throw stopped();
			const document = await shelf.fresh(conversation, -1);
			if (document === null) return;
			if (timer === DELIVER || document.timers.some((one) => one.timer === timer && one.due <= clock()))
				await takeUp(conversation);
		},

		async file(id) {
			if (stopping) throw stopped();
			const file = await ground.files.fetch(id, async (failed) => {
				const told = (known: ConversationDocument) => withFileTrouble(known, failed, clock(), limits);
				if ((await shelf.change(failed.conversation, told)) !== null) kick(failed.conversation);
			});
			if (file !== null && file.state !== 'waiting') signals.publish(`conversation:${file.conversation}`);
		},

		async close() {
			stopping = true;
			await doors.allIdle();
			await lanes.allIdle();
		},

		handover: createHandover(ground, shelf, kick),
	};
}

/** The channel hears it too: it must not acknowledge. A job of the queue is tried again by another process. */
function stopped(): HakkuError {
	return new HakkuError('store.unavailable', 'Hakku is being stopped and takes nothing in any more');
}
