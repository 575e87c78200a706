import type { OutcomeKind } from '../../rights/index.ts';
import { answersFrom, defaultService } from '../../service/index.ts';
import { rightsSoFar } from '../standing.ts';
import { step } from '../step.ts';
import type { EngineRelease } from '../turn.ts';
import type { EngineEffect, EngineEvent, Handoff, Input, Session, StepContext } from '../types.ts';
import type { Rehearsal, Said } from './schema.ts';

/** Everything that happened in a rehearsed conversation. */
export interface Played {
	readonly session: Session | null;
	/** The latest session before the person's data were erased. */
	readonly known: Session | null;
	readonly messages: readonly { readonly text: string; readonly choices: readonly { id: string; label: string }[] }[];
	/** How rights stood after the last turn, told or not. */
	readonly rights: Readonly<Record<string, OutcomeKind>>;
	readonly handoffs: readonly Handoff[];
	readonly effects: readonly EngineEffect[];
	readonly problems: readonly string[];
	/** One line for each message, for reading a failed test. */
	readonly transcript: readonly string[];
}

/** Plays a conversation on the engine alone. The session is serialised and read again between turns, as in the store. */
export function play(release: EngineRelease, rehearsal: Rehearsal): Played {
	let session: Session | null = null;
	let known: Session | null = null;
	let mode: StepContext['mode'] = 'bot';
	const messages: Played['messages'][number][] = [];
	const handoffs: Handoff[] = [];
	const effects: EngineEffect[] = [];
	const problems: string[] = [];
	const transcript: string[] = [];
	const started = Date.parse(`${rehearsal.as_of}T03:00:00Z`);
	for (const [index, said] of rehearsal.say.entries()) {
		const input = inputOf(said, session);
		// Where the office asks, a worker has given the conversation to Hakku.
		if (input.kind === 'returned' || (input.kind === 'timer' && 'about' in input)) mode = 'bot';
		const now = started + index * 60_000;
		const answers: StepContext['answers'] = (where) => answersFrom(defaultService, where, now);
		const context = { now, today: rehearsal.as_of, channel: rehearsal.channel, mode, answers };
		transcript.push(`— ${typeof said === 'string' ? said : JSON.stringify(said)}`);
		const result = step(release, session, input, context);
		session = result.session === null ? null : (JSON.parse(JSON.stringify(result.session)) as Session);
		known = session ?? known;
		for (const event of result.events) take(event);
		if (result.events.some(({ kind }) => kind === 'handoff')) mode = 'queued';
	}
	const rights =
		known === null ? {} : rightsSoFar(release, known, { today: rehearsal.as_of, channel: rehearsal.channel });
	return { session, known, rights, messages, handoffs, effects, problems, transcript };

	function take(event: EngineEvent): void {
		if (event.kind === 'message') {
			messages.push({ text: event.text, choices: event.choices });
			const choices = event.choices.map(({ label }, position) => `   ${position + 1}. ${label}`);
			transcript.push([event.text, ...choices].join('\n'));
		} else if (event.kind === 'handoff') {
			handoffs.push(event.handoff);
			transcript.push(`[hand-over, priority ${event.handoff.priority}: ${event.handoff.reason}]`);
		} else if (event.kind === 'effect') {
			effects.push(event.effect);
		} else if (event.kind === 'problem') {
			problems.push(`${event.code} at ${event.flow}.${event.node}: ${event.message}`);
		}
	}
}

function inputOf(said: Said, session: Session | null): Input {
	if (typeof said === 'string') return { kind: 'text', text: said };
	if ('tap' in said) return { kind: 'choice', choice: said.tap, question: session?.question?.id ?? '' };
	if ('send' in said) return { kind: 'media', media: said.send, caption: null };
	if ('timer' in said) return { kind: 'timer', timer: said.timer };
	const about = { case: 'uji', claim: null, moment: null };
	if ('follow_up' in said) return { kind: 'timer', timer: 'uji', about: { ...about, claim: said.follow_up } };
	if ('self_report' in said) return { kind: 'timer', timer: 'uji', about: { ...about, moment: said.self_report } };
	if ('start' in said) return { kind: 'start', code: null };
	return { kind: 'returned', about: { ...about, moment: 'closing' } };
}
