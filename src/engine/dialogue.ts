import { householdIn, isOnlyPeople } from '../language/index.ts';
import { askAgain, back, remember } from './back.ts';
import { matchChoice } from './choices.ts';
import { newDanger, noteDanger } from './danger.ts';
import type { Flow, FlowRole } from './flow.ts';
import { hear } from './hear.ts';
import { type Answer, answerNode, choicesAt } from './nodes/index.ts';
import { go, interrupt, problem, run } from './run.ts';
import { here, inDanger, phrase, say, type Turn, update } from './turn.ts';

/** Below this a message's intent is a guess and opens nothing by itself. */
const sureIntent = 0.6;

/** A typed message. Design §4, §7: the open question's own choices, then global words, then danger, then the answer itself. */
export function typed(turn: Turn, text: string): void {
	const answer: Answer = { kind: 'text', text };
	const key = turn.release.language.key(text);
	if (picksChoice(turn, key)) {
		answerQuestion(turn, answer);
		return;
	}
	// A message that is nothing but one of Hakku's own words means that word, however a short word may read.
	const named = turn.release.flows.byWord.get(key);
	if (named) {
		openNamed(turn, named);
		run(turn);
		return;
	}
	if (turn.release.flows.backWords.has(key)) {
		back(turn);
		return;
	}
	const skips = turn.release.flows.skipChoice.keys.has(key);
	if (!skips && !namesPeople(turn, text) && answerDanger(turn, answer)) return;
	if (turn.session.question) answerQuestion(turn, answer);
	else unprompted(turn, text);
}

/** A list of people: nothing in it can be a danger, however it may read. A single one counts only where it was asked for. */
function namesPeople(turn: Turn, text: string): boolean {
	const { question } = turn.session;
	if (question === null || !isOnlyPeople(text)) return false;
	const asked = turn.release.knowledge.facts.get(question.fact ?? '')?.type === 'people';
	return asked || householdIn(text, 'answer').length > 1;
}

/** Opens a flow by its word. The word for danger says that there is one, not which: an earlier one is not taken for it. */
export function openNamed(turn: Turn, flow: Flow): void {
	if (flow.role === 'danger') update(turn, { danger: [], danger_grade: null });
	interrupt(turn, flow);
}

function picksChoice(turn: Turn, key: string): boolean {
	const place = here(turn);
	const { question } = turn.session;
	if (!place || !question) return false;
	const fact = question.fact === null ? undefined : turn.release.knowledge.facts.get(question.fact);
	return matchChoice(key, choicesAt(place.node, turn), fact?.type !== 'number').match === 'one';
}

/**
 * Opens the danger flow when the message shows a danger that was not answered yet. A story whose danger is only possible
 * counts as told: it is not asked for again when the danger turns out to be none.
 */
export function answerDanger(turn: Turn, told: Answer | null = null): boolean {
	const flow = turn.release.flows.byRole.get('danger');
	const signs = newDanger(turn);
	if (!flow || signs.length === 0) return false;
	// While the danger flow asks its one careful question, only a certain sign is news.
	if (inDanger(turn) && !signs.some(({ grade }) => grade === 'certain')) return false;
	noteDanger(turn, signs);
	hear(turn);
	if (told !== null && turn.session.danger_grade === 'possible') takeStory(turn, told);
	interrupt(turn, flow);
	run(turn);
	return true;
}

/** Gives a message to the question that takes any words, or to the story flow when nothing is open, without going on. */
function takeStory(turn: Turn, told: Answer): void {
	const story = turn.release.flows.byRole.get('story');
	if (turn.session.stack.length === 0 && story) openAnswered(turn, story);
	const place = here(turn);
	const { question } = turn.session;
	if (!place || !question || place.node.kind !== 'ask') return;
	if (!place.node.listen && place.node.into?.type !== 'text') return;
	const before = turn.session;
	const taken = answerNode(place.node, turn, told);
	if (taken.move === 'retry') return;
	remember(turn, before);
	go(turn, taken);
}

/** Gives the answer to the open question; what it can't use may open another flow, else it is asked for again. */
export function answerQuestion(turn: Turn, answer: Answer): void {
	const place = here(turn);
	const { question } = turn.session;
	if (!place || !question) {
		run(turn);
		return;
	}
	const before = turn.session;
	const taken = answerNode(place.node, turn, answer);
	if (taken.move === 'retry') {
		if (answer.kind === 'text' && openByMeaning(turn)) return;
		askOnceMore(turn, taken.hint);
		return;
	}
	remember(turn, before);
	if (go(turn, taken)) run(turn);
}

function askOnceMore(turn: Turn, hint: string): void {
	const place = here(turn);
	const { question, needs } = turn.session;
	if (!place || !question) return;
	// A need told in passing is not lost, even where it is no answer.
	const told = turn.reading?.needs.map(({ id }) => id) ?? [];
	update(turn, { needs: [...new Set([...needs, ...told])], question: { ...question, tries: question.tries + 1 } });
	const { retries, onExhausted } = place.node.kind === 'ask' ? place.node : { retries: 2, onExhausted: null };
	if (question.tries < retries) {
		say(turn, hint);
	} else if (onExhausted === null) {
		say(turn, phrase(turn, 'ask_human_offer'));
	} else {
		go(turn, { move: 'goto', node: onExhausted });
		run(turn);
		return;
	}
	askAgain(turn);
}

/** A message that the open question can't use but that clearly means something opens the flow for it. */
function openByMeaning(turn: Turn): boolean {
	const { reading } = turn;
	const flow =
		reading && reading.intent.score >= sureIntent ? turn.release.flows.byIntent.get(reading.intent.id) : undefined;
	if (!flow || turn.session.stack.some((frame) => frame.flow === flow.id)) return false;
	hear(turn);
	interrupt(turn, flow);
	run(turn);
	return true;
}

/** Nothing is open: what the message means decides; a story is heard, a greeting or a single word gets the menu. */
function unprompted(turn: Turn, text: string): void {
	if (openByMeaning(turn)) return;
	const { reading } = turn;
	const story = turn.release.flows.byRole.get('story');
	const showsNeed = reading !== null && reading.needs.length > 0;
	const courtesy = reading?.intent.id === 'greet' || reading?.intent.id === 'thanks';
	const isStory = showsNeed || (!courtesy && text.trim().split(/\s+/).length > 3);
	if (story && isStory) handTo(turn, story, { kind: 'text', text });
	else openRole(turn, 'menu');
}

/** Hands the message to the first question of a flow. */
function handTo(turn: Turn, flow: Flow, answer: Answer): void {
	openAnswered(turn, flow);
	answerQuestion(turn, answer);
}

/** Opens a flow at its first question, which the message at hand answers already and so is not asked. */
function openAnswered(turn: Turn, flow: Flow): void {
	update(turn, {
		stack: [{ flow: flow.id, node: flow.start }],
		question: { id: `${flow.id}.${flow.start}#${turn.session.asked}`, fact: null, choices: [], tries: 0 },
	});
}

export function openRole(turn: Turn, role: FlowRole): void {
	const flow = turn.release.flows.byRole.get(role);
	if (!flow) {
		problem(turn, 'flow.role.missing', role, '', `No flow has the role ${role}.`);
		return;
	}
	interrupt(turn, flow);
	run(turn);
}
