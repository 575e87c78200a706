import { type Household, isHousehold, mostPeople } from '../expressions/index.ts';
import { type FactDeclaration, peopleInWords } from '../knowledge/index.ts';
import { householdIn, isAlone } from '../language/index.ts';
import type { Meaning } from './answer.ts';
import type { Choice } from './flow.ts';
import { phrase, setFact, type Turn } from './turn.ts';

/** Who speaks of somebody else's home does not live there. */
const outsiders = new Set(['tetangga', 'warga']);

/** The people of the home as far as they are known; null when nobody was named yet. */
function knownPeople(turn: Turn, fact: FactDeclaration): Household | null {
	const known = turn.session.facts[fact.id];
	return known?.status === 'known' && isHousehold(known.value) ? known.value : null;
}

/** The question who lives there: what was understood so far is said back, so that it can be mended before it counts as everybody. */
export function peopleText(turn: Turn, fact: FactDeclaration, question: string): string {
	const known = knownPeople(turn, fact);
	if (known === null || known.people.length === 0) return question;
	return phrase(turn, 'people_more', peopleInWords({ ...known, all: true }, turn.session.language));
}

/** Alone, as long as nobody was named; then that these are all, or that something is wrong. */
export function peopleChoices(turn: Turn, fact: FactDeclaration): readonly Choice[] {
	const { alone, all, wrong } = turn.release.flows.peopleChoices;
	return (knownPeople(turn, fact)?.people.length ?? 0) === 0 ? [alone] : [all, wrong];
}

/** What is said about who lives there. `again`: the list has changed and is shown once more. */
export function keepPeople(turn: Turn, fact: FactDeclaration, meaning: Meaning): 'done' | 'again' {
	const { flows } = turn.release;
	const { alone, all, wrong } = flows.peopleChoices;
	const at = turn.context.now;
	const known = knownPeople(turn, fact);
	const keep = (value: Household) => setFact(turn, fact.id, { status: 'known', value, at, how: 'answer' });
	if (meaning.means === 'value' && isHousehold(meaning.value)) {
		keep(meaning.value);
		return 'again';
	}
	if (meaning.means !== 'choice') return 'again';
	if (meaning.choice === alone) keep({ people: [{ hubungan: 'saya' }], all: true });
	else if (meaning.choice === wrong) {
		keep({ people: [], all: null });
		return 'again';
	} else if (known === null || known.people.length === 0)
		setFact(turn, fact.id, { status: 'declined', at, how: 'answer' });
	else keep(meaning.choice === all ? { people: withSpeaker(turn, known), all: true } : { ...known, all: false });
	return 'done';
}

/** Whoever says "that is all" of their own home lives there, too, even if they named only the others. */
function withSpeaker(turn: Turn, { people }: Household): Household['people'] {
	const who = turn.session.facts['untuk.siapa'];
	const outside = who?.status === 'known' && outsiders.has(String(who.value));
	const named = people.some(({ hubungan }) => hubungan === 'saya');
	return outside || named || people.length >= mostPeople ? people : [{ hubungan: 'saya' }, ...people];
}

/** The people named in an answer, after those who were named before; null when there are none in it. */
export function peopleMeant(turn: Turn, fact: FactDeclaration, text: string): Household | null {
	const named = householdIn(text, 'answer');
	const before = knownPeople(turn, fact)?.people ?? [];
	return named.length === 0 ? null : { people: [...before, ...named].slice(0, mostPeople), all: null };
}

/** Takes in whom a story names in passing. The first story that names somebody counts: the same people told again are not more people. */
export function hearPeople(turn: Turn, text: string): void {
	for (const fact of turn.release.knowledge.facts.values()) {
		if (fact.type !== 'people' || turn.session.facts[fact.id] !== undefined) continue;
		const people = householdIn(text, 'story');
		if (people.length === 0) continue;
		const value = { people, all: people.length === 1 && isAlone(text) ? true : null };
		setFact(turn, fact.id, { status: 'known', value, at: turn.context.now, how: 'story' });
	}
}
