import type { Turn } from './turn.ts';
import { update } from './turn.ts';

/** Takes in what a story says: needs are added, the likeliest needs and the intent are those of this message. */
export function hear(turn: Turn): void {
	const { reading, session } = turn;
	if (reading === null) return;
	const needs = [...new Set([...session.needs, ...reading.needs.map(({ id }) => id)])];
	update(turn, { needs, candidates: reading.candidates.map(({ id }) => id), intent: reading.intent.id });
}
