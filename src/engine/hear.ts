import { hearPeople } from './household.ts';
import { hearPlaces } from './places.ts';
import { setFact, type Turn, update } from './turn.ts';

/** Takes in what a story says: needs are added, the likeliest needs and the intent are those of this message. */
export function hear(turn: Turn): void {
	const { reading, session } = turn;
	if (reading === null) return;
	const needs = [...new Set([...session.needs, ...reading.needs.map(({ id }) => id)])];
	update(turn, { needs, candidates: reading.candidates.map(({ id }) => id), intent: reading.intent.id });
	hearFacts(turn, reading.normalised);
	if (turn.text === null) return;
	hearPeople(turn, turn.text);
	hearPlaces(turn, turn.text);
}

/** What the story says of a fact in so many words needs no question. The longest words that fit count. */
function hearFacts(turn: Turn, said: string): void {
	const settled = new Set<string>();
	for (const { fact, choice, words } of turn.release.flows.heard) {
		if (settled.has(fact) || !` ${said} `.includes(` ${words} `)) continue;
		settled.add(fact);
		setFact(turn, fact, { status: 'known', value: choice, at: turn.context.now, how: 'story' });
	}
}
