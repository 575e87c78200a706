import { traceOf } from '../log.ts';
import { type Burst, newBurst, settled } from './burst.ts';
import { deliver } from './deliver.ts';
import type { MessageDocument } from './documents.ts';
import { carryOutEffects, timerJob } from './effects.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

/** The job that wakes a conversation whose delivery was put off. No timer of a flow has such a name. */
export const DELIVER = '!deliver';

/**
 * Everything that follows a turn: deliveries, filing, effects, then one write that says so. The person comes first: a hotline
 * must neither leave nor be read later because a queue is slow. False when something outside failed
 * or is in other hands: the sweeper will come back to it.
 */
export async function carry(ground: Ground, shelf: Shelf, conversation: string): Promise<boolean> {
	const burst = newBurst();
	await deliver(ground, shelf, conversation, burst);
	await file(ground, shelf, conversation, burst);
	await carryOutEffects(ground, shelf, conversation, burst);
	await shelf.change(conversation, (document) => settled(document, burst, ground.clock()));
	ground.reached('settled');
	await wakeLater(ground, conversation, burst);
	return !burst.failed && !burst.inOtherHands;
}

/** Files the lines that will not change any more into the transcript, and tells whoever has it open. */
async function file(
	{ store, signals, reached }: Ground,
	shelf: Shelf,
	conversation: string,
	burst: Burst,
): Promise<void> {
	const document = await shelf.get(conversation);
	if (document === null) return;
	const lines: MessageDocument[] = [...document.unfiled];
	for (const { id, message } of document.outbox) {
		const delivery = burst.results.get(id) ?? message.delivery;
		if (delivery !== 'waiting') lines.push({ ...message, delivery });
	}
	if (lines.length > 0) {
		await store.insert('messages', lines);
		for (const line of lines) burst.filed.add(line.seq);
		reached('filed');
	}
	if (lines.length > 0 || document.outbox.length > 0) signals.publish(`conversation:${conversation}`);
}

async function wakeLater({ queues, clock, log }: Ground, conversation: string, burst: Burst): Promise<void> {
	if (!burst.held) return;
	const { until } = burst.held;
	try {
		const options = { id: timerJob(conversation, DELIVER, until), delay: Math.max(0, until - clock()) };
		await queues.add('timers', { conversation, timer: DELIVER }, options);
	} catch (error) {
		log.warn({ code: 'wake.failed', ...traceOf(error) }, 'the queue took no job; the sweeper will do its work');
	}
}
