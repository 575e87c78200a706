import { isForbidden } from '../cases/index.ts';
import { traceOf } from '../log.ts';
import type { Burst } from './burst.ts';
import { effectDue, withEffect } from './document.ts';
import type { ConversationDocument, Effect } from './documents.ts';
import { keepSuggestion } from './misread.ts';
import { handedBack, handedBackClosed, taken } from './modes.ts';
import { patience, within } from './patience.ts';
import type { Shelf } from './shelf.ts';
import type { Ground } from './surroundings.ts';

type Aftermath = Burst['aftermath'][number];

/** How long after an erasure it is done once more: longer than any other process can hold a stale line in its hand. */
const SECOND_PASS = 120_000;

/**
 * Carries out what was decided, in order. One that fails stops those after it (they may build on it); it is tried again when the
 * sweeper comes by.
 */
export async function carryOutEffects(ground: Ground, shelf: Shelf, conversation: string, burst: Burst): Promise<void> {
	const document = await shelf.get(conversation);
	if (document === null) return;
	for (const effect of document.effects) {
		if (effectDue(effect) > ground.clock()) continue;
		ground.reached('effect');
		try {
			const aftermath = await within(patience.effect, carryOut(ground, document, effect));
			if (aftermath !== null) burst.aftermath.push(aftermath);
			burst.done.add(effect.id);
			ground.reached('effect done');
		} catch (error) {
			burst.failed = true;
			ground.log.error(
				{ code: 'effect.failed', effect: effect.kind, ...traceOf(error) },
				'an effect will be tried again',
			);
			return;
		}
	}
}

async function carryOut(ground: Ground, document: ConversationDocument, effect: Effect): Promise<Aftermath | null> {
	const { cases, people, queues, store, clock } = ground;
	const { _id: conversation } = document;
	const { id, at } = effect;
	switch (effect.kind) {
		case 'open_case': {
			const { person, handoff, words } = effect;
			await people.know(person, conversation, at);
			await cases.open({ id: effect.case, conversation, person, handoff, words, at });
			return null;
		}
		case 'citizen_wrote': {
			await cases.citizenWrote(effect.case, id, at);
			const open = (await cases.get(effect.case))?.status === 'open';
			return open ? null : (after) => handedBack(after, effect.case, at);
		}
		case 'danger':
			await cases.raise(effect.case, effect.danger, id, at);
			return null;
		case 'refusal':
			await cases.addRefusal(effect.case, effect.refusal, id, at);
			return null;
		case 'resume_case':
			return await resumeCase(ground, conversation, effect);
		case 'followed':
			await cases.follow(effect.case, effect.followed, id, at);
			return null;
		case 'self_report': {
			const { moment, answers } = effect.report;
			await cases.report(effect.case, moment, answers, at);
			return null;
		}
		case 'unreachable':
			await cases.unreachable(effect.case, effect.reason, id, at);
			return null;
		case 'answered':
			await cases.answered(effect.case, effect.user, id, at);
			return null;
		case 'close_case':
			return (await closeCase(ground, effect)) ? (after) => handedBackClosed(after, effect.case, at) : null;
		case 'accompany':
			await accompanyCase(ground, effect);
			return null;
		case 'consent':
			await people.consent(effect.person, conversation, effect, at);
			return null;
		case 'suggest':
			await keepSuggestion(ground, effect.suggestion);
			return null;
		case 'keep_file':
			await ground.files.expect(effect.file);
			return null;
		case 'set_timer': {
			const { timer, due } = effect;
			const options = { id: timerJob(conversation, timer, due), delay: Math.max(0, due - clock()) };
			await queues.add('timers', { conversation, timer }, options);
			return null;
		}
		case 'erase': {
			const { person, upto, again } = effect;
			await store.removeAll('messages', { conversation, seq: { lte: upto } });
			await ground.files.erase(conversation, upto);
			await people.eraseThem(person);
			await cases.erase(person, at);
			ground.signals.publish(`conversation:${conversation}`);
			const not_before = clock() + SECOND_PASS;
			return again ? null : (after) => withEffect(after, { kind: 'erase', person, upto, not_before, again: true, at });
		}
	}
}

/** Whoever has the case speaks again; a case that is over meanwhile is followed by a new one, so that nobody who asks for a human is lost. */
async function resumeCase(
	{ cases, people }: Ground,
	conversation: string,
	{ id, case: caseId, instead, person, handoff, words, at }: Extract<Effect, { kind: 'resume_case' }>,
): Promise<Aftermath | null> {
	const resumed = await cases.resume(caseId, handoff, id, at);
	if (resumed !== null) return resumed.assignee === null ? null : (after) => taken(after, caseId, at);
	await people.know(person, conversation, at);
	await cases.open({ id: instead, conversation, person, handoff, words, at });
	return (after) => {
		const { mode } = after;
		if (mode.case !== caseId && mode.case !== null) return after;
		return { ...after, mode: { state: 'queued', epoch: mode.epoch + 1, case: instead } };
	};
}

/** A job for each due time: one that was set anew leaves a job behind that finds nothing to do. */
export function timerJob(conversation: string, timer: string, due: number): string {
	return `${conversation} ${timer} ${due}`;
}

/** Nothing when the case is in other hands or over by now: whoever has it decides anew who speaks. */
async function accompanyCase(
	{ cases, reached }: Ground,
	{ case: caseId, user, asking, at }: Extract<Effect, { kind: 'accompany' }>,
): Promise<void> {
	try {
		await cases.accompany(caseId, user, asking, at);
		reached('case accompanied');
	} catch (error) {
		if (!isForbidden(error)) throw error;
	}
}

/** False when the case is open in somebody else's hands: then it stays open, and the conversation with it. */
async function closeCase(
	{ cases, reached }: Ground,
	effect: Extract<Effect, { kind: 'close_case' }>,
): Promise<boolean> {
	try {
		await cases.close(effect.case, effect.user, effect.closing, effect.at);
		reached('case closed');
		return true;
	} catch (error) {
		if (!isForbidden(error)) throw error;
		return (await cases.get(effect.case))?.status !== 'open';
	}
}
