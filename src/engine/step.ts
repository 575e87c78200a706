import type { Reading } from '../language/index.ts';
import { askAgain } from './back.ts';
import { answerDanger, answerQuestion, openNamed, openRole, typed } from './dialogue.ts';
import type { FlowRole } from './flow.ts';
import { hear } from './hear.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { sameQuestion } from './question.ts';
import { interrupt, run } from './run.ts';
import { type EngineRelease, newSession, phrase, say, type Turn, update } from './turn.ts';
import type { Input, Session, StepContext, StepResult, Subject } from './types.ts';
import { watch } from './watch.ts';

/**
 * One step of a conversation: what the person sent, and what follows from it. Pure: the same arguments give the same result.
 * A person's mistake is a message; a broken release is a `problem` event; only a bug throws.
 */
export function step(
	release: EngineRelease,
	session: Session | null,
	input: Input,
	context: StepContext,
	limits: Limits = defaultLimits,
): StepResult {
	const text = input.kind === 'text' ? input.text : input.kind === 'media' ? input.caption : null;
	let reading: Reading | null = null;
	const turn: Turn = {
		release,
		context,
		limits,
		session: session ?? newSession(release.hash),
		events: [],
		text,
		get reading() {
			if (text !== null) reading ??= release.language.read(text);
			return reading;
		},
		nodes: 0,
		messages: 0,
		undo: {},
		erased: false,
	};
	if (context.mode !== 'bot' && input.kind !== 'returned') watch(turn, input, text);
	else if (session === null) meet(turn, input);
	else converse(turn, input, text);
	return { session: turn.erased ? null : turn.session, events: turn.events };
}

/** Flows that the very first word of a new person opens at once: they do not wait for a welcome. */
const beforeWelcome: ReadonlySet<FlowRole> = new Set(['stop', 'erase', 'human', 'danger']);

/** A new person. What they wrote first is kept in mind while they are welcomed; a danger in it goes first. */
function meet(turn: Turn, input: Input): void {
	const { reading } = turn;
	if (input.kind === 'timer') return;
	if (reading?.language.code === 'en' && reading.language.score >= 0.8) update(turn, { language: 'en' });
	const named =
		input.kind === 'text' ? turn.release.flows.byWord.get(turn.release.language.key(input.text)) : undefined;
	if (!named) hear(turn);
	const welcome = turn.release.flows.byRole.get(input.kind === 'returned' ? 'returned' : 'welcome');
	if (welcome) update(turn, { stack: [{ flow: welcome.id, node: welcome.start }] });
	if (named && beforeWelcome.has(named.role)) openNamed(turn, named);
	else if (!named && answerDanger(turn)) return;
	run(turn);
}

function converse(turn: Turn, input: Input, text: string | null): void {
	switch (input.kind) {
		case 'returned':
			update(turn, {
				stack: [],
				question: null,
				suspended: [],
				history: [],
				warned: [],
				danger: [],
				danger_grade: null,
			});
			if (input.about !== undefined) begin(turn, input.about);
			else update(turn, { subject: null });
			openRole(turn, 'returned');
			return;
		case 'timer':
			if ('about' in input) enquire(turn, input.about);
			else fallDue(turn, input.timer);
			return;
		case 'start':
			if (turn.session.question) askAgain(turn);
			else openRole(turn, 'menu');
			return;
		case 'choice':
			tap(turn, input.choice, input.question);
			return;
		default:
			if (text === null || text.trim() === '') unreadable(turn);
			else typed(turn, text);
	}
}

/** A tapped button counts for the question it was shown under, also when that question was asked again since. */
function tap(turn: Turn, choice: string, question: string): void {
	const open = turn.session.question;
	if (open && sameQuestion(open.id, question) && open.choices.includes(choice)) {
		answerQuestion(turn, { kind: 'choice', choice });
		return;
	}
	say(turn, phrase(turn, 'old_button'));
	if (open) askAgain(turn);
	else openRole(turn, 'menu');
}

/** A voice note, a sticker, an empty message: the open question stays open. */
function unreadable(turn: Turn): void {
	if (turn.session.question) {
		answerQuestion(turn, { kind: 'unreadable' });
		return;
	}
	say(turn, phrase(turn, 'media_not_read'));
	openRole(turn, 'menu');
}

/** The office wants to know how it went, or how the person's days are. A release without a flow for it asks nothing. */
function enquire(turn: Turn, about: Subject): void {
	const flow = turn.release.flows.byRole.get(about.claim === null ? 'self_report' : 'follow_up');
	if (!flow) return;
	begin(turn, about);
	leaveUnsaid(turn);
	interrupt(turn, flow);
	run(turn);
}

/** Where others read this phone, what was open days ago is not asked again by itself: it would give away what was talked about. */
function leaveUnsaid(turn: Turn): void {
	const read = turn.session.facts['kontak.dibaca'];
	if (read?.status === 'known' && read.value === true) update(turn, { stack: [], question: null, suspended: [] });
}

function begin(turn: Turn, about: Subject): void {
	update(turn, { subject: { ...about, since: turn.context.now } });
}

/** A timer that the session no longer waits for does nothing. */
function fallDue(turn: Turn, timer: string): void {
	if (timer.startsWith('remind:')) {
		const id = timer.slice('remind:'.length, timer.lastIndexOf(':'));
		if (turn.session.question?.id === id) askAgain(turn);
		return;
	}
	const { [timer]: id, ...others } = turn.session.timers;
	const flow = id === undefined ? undefined : turn.release.flows.byId.get(id);
	if (!flow) return;
	update(turn, { timers: others });
	if (flow.role !== 'danger' && turn.session.danger.length === 0) leaveUnsaid(turn);
	interrupt(turn, flow);
	run(turn);
}
