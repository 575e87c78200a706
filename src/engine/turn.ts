import { isHousehold, type Value, type Values } from '../expressions/index.ts';
import { type FactDeclaration, type Knowledge, peopleInWords, withDerived } from '../knowledge/index.ts';
import type { Language, Reading } from '../language/index.ts';
import type { Flow, Flows, Node, PhraseKey } from './flow.ts';
import type { Limits } from './limits.ts';
import { fill, type Template, type Urgency } from './template.ts';
import type { EngineEffect, EngineEvent, Frame, KnownFact, Session, ShownChoice, StepContext } from './types.ts';

/** What the engine needs of a release. */
export interface EngineRelease {
	readonly hash: string;
	readonly flows: Flows;
	readonly knowledge: Knowledge;
	readonly language: Language;
}

/** One step in the making: the session as it becomes, and the events so far. Lives only inside `step`. */
export interface Turn {
	readonly release: EngineRelease;
	readonly context: StepContext;
	readonly limits: Limits;
	session: Session;
	readonly events: EngineEvent[];
	/** The words at hand; null for a tap, a sticker without a caption, a timer. */
	readonly text: string | null;
	/** What they say. Read when first looked at: a picked choice means only itself. */
	readonly reading: Reading | null;
	nodes: number;
	messages: number;
	/** Facts as they were before this answer, for `back`. */
	undo: Record<string, KnownFact | null>;
	/** Set by `erase`: nothing is remembered. */
	erased: boolean;
}

export function newSession(release: string): Session {
	return {
		release,
		language: 'id',
		facts: {},
		consented: null,
		needs: [],
		candidates: [],
		intent: null,
		danger: [],
		danger_grade: null,
		dangers: [],
		warned: [],
		told: {},
		refusal: null,
		stack: [],
		question: null,
		history: [],
		suspended: [],
		timers: {},
		asked: 0,
	};
}

export function update(turn: Turn, change: Partial<Session>): void {
	turn.session = { ...turn.session, ...change };
}

/** Facts and the engine's own names, as expressions see them. */
export function valuesOf(turn: Turn): Values {
	const { session, context, release } = turn;
	return withDerived(release.knowledge, valuesIn(session, context.channel), declinedIn(session), context.today);
}

export function valuesIn(session: Session, channel: string): Values {
	const values: Record<string, Value | undefined> = {};
	for (const [id, fact] of Object.entries(session.facts)) if (fact.status === 'known') values[id] = fact.value;
	values['hakku.needs'] = session.needs;
	values['hakku.candidates'] = session.candidates;
	values['hakku.danger'] = session.danger;
	values['hakku.danger_grade'] = session.danger_grade ?? undefined;
	values['hakku.intent'] = session.intent ?? undefined;
	values['hakku.language'] = session.language;
	values['hakku.channel'] = channel;
	values['hakku.told'] = Object.keys(session.told);
	values['hakku.consented'] = session.consented ?? undefined;
	values['hakku.claim'] = session.subject?.claim ?? undefined;
	values['hakku.moment'] = session.subject?.moment ?? undefined;
	return values;
}

/** Facts that the person does not know or will not say. */
export function declinedIn({ facts }: Pick<Session, 'facts'>): ReadonlySet<string> {
	return new Set(Object.keys(facts).filter((id) => facts[id]?.status === 'declined'));
}

export function setFact(turn: Turn, id: string, fact: KnownFact): void {
	if (!(id in turn.undo)) turn.undo[id] = turn.session.facts[id] ?? null;
	update(turn, { facts: { ...turn.session.facts, [id]: fact } });
}

export function say(
	turn: Turn,
	text: string,
	choices: readonly ShownChoice[] = [],
	question: string | null = null,
): void {
	if (text === '') return;
	turn.messages++;
	turn.events.push({ kind: 'message', text, choices, question, always: inDanger(turn) });
}

/** True while the danger flow speaks: its words must arrive whoever speaks now. */
export function inDanger(turn: Turn): boolean {
	const danger = turn.release.flows.byRole.get('danger');
	return danger !== undefined && turn.session.stack.some(({ flow }) => flow === danger.id);
}

export function effect(turn: Turn, effect: EngineEffect): void {
	turn.events.push({ kind: 'effect', effect });
}

/** One of Hakku's own phrases in the person's language. `{0}` and `{1}` take plain text. */
export function phrase(turn: Turn, key: PhraseKey, ...parts: string[]): string {
	const text = turn.release.flows.phrases[key][turn.session.language];
	return text.replace(/\{([01])\}/g, (_, position: string) => parts[Number(position)] ?? '');
}

export function written(turn: Turn, template: Template): string {
	const { language } = turn.session;
	return fill(template, language, {
		fact: (fact) => factInWords(turn, fact),
		needs: () => needsInWords(turn),
		claim: () => claimInWords(turn),
		answer: (urgency) => answerInWords(turn, urgency),
	});
}

const figures = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') };
const lists = {
	id: new Intl.ListFormat('id', { type: 'conjunction' }),
	en: new Intl.ListFormat('en', { type: 'conjunction' }),
};

/** A fact's answer as the person would read it; null when it is not known. */
export function factInWords(turn: Turn, fact: FactDeclaration): string | null {
	const known = turn.session.facts[fact.id];
	if (known?.status !== 'known') return null;
	const { value } = known;
	const { language } = turn.session;
	if (typeof value === 'boolean') return phrase(turn, value ? 'yes_label' : 'no_label');
	if (typeof value === 'number') return figures[language].format(value);
	if (isHousehold(value)) return peopleInWords(value, language);
	if (typeof value !== 'string') return value.join(', ');
	if (fact.type === 'region') return turn.release.knowledge.regions.byCode.get(value)?.name[language] ?? value;
	const choice = fact.choices.find(({ id }) => id === value);
	return choice === undefined ? value : choice.label[language];
}

/** When a human answers somebody from there; null where nobody said (a line that names it then goes). */
function answerInWords({ session, context }: Turn, urgency: Urgency): string | null {
	const { facts, needs, language } = session;
	const place = facts['orang.wilayah'];
	const area = place?.status === 'known' && typeof place.value === 'string' ? place.value : null;
	return context.answers?.({ area, needs, language })[urgency][language] ?? null;
}

/** The plain name of the right that is followed up; null when none is, or the release does not know it any more. */
function claimInWords({ session, release }: Turn): string | null {
	const right = session.subject?.claim;
	return right == null ? null : (release.knowledge.rights.get(right)?.name[session.language] ?? null);
}

const and = { id: 'dan', en: 'and' };
const besides = { id: 'serta', en: 'and also' };

function needsInWords(turn: Turn): string | null {
	const { language, needs } = turn.session;
	const names = needs.map((id) => turn.release.knowledge.needs.get(id)?.short[language] ?? id);
	if (names.length === 0) return null;
	// Names that hold an "and" of their own are told apart by another word.
	if (names.length > 1 && names.some((name) => name.includes(` ${and[language]} `)))
		return `${names.slice(0, -1).join(', ')}, ${besides[language]} ${names.at(-1)}`;
	return lists[language].format(names);
}

export function topFrame(turn: Turn): Frame | undefined {
	return turn.session.stack.at(-1);
}

/** Replaces the innermost frame. */
export function setTop(turn: Turn, frame: Frame): void {
	update(turn, { stack: [...turn.session.stack.slice(0, -1), frame] });
}

/** The flow and node of the innermost frame, if the release still has them. */
export function here(turn: Turn): { flow: Flow; node: Node; frame: Frame } | null {
	const frame = topFrame(turn);
	const flow = frame && turn.release.flows.byId.get(frame.flow);
	const node = frame && flow?.nodes.get(frame.node);
	return frame && flow && node ? { flow, node, frame } : null;
}
