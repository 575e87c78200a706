import { needIds } from '../knowledge/index.ts';
import type { Labelled } from './corpus.ts';
import { sequence } from './expand.ts';
import type { Intent } from './types.ts';

/** When two sentences stand in one message, the intent of the one named first here is the message's. */
const leading: readonly Intent[] = [
	'want_human',
	'correct',
	'refused',
	'aid_stopped',
	'check_status',
	'ask_info',
	'state_need',
];
/** Those that stand beside a need when they lead. */
const needy: readonly Intent[] = ['refused', 'aid_stopped', 'check_status', 'ask_info', 'state_need'];

/** A message in its pieces, so that each piece is cut into words only once; `.` stands for a pause between two. */
export interface Mixed extends Omit<Labelled, 'text'> {
	pieces: readonly string[];
}

const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];

function join(one: Omit<Labelled, 'text'>, other: Labelled, pieces: readonly string[]): Mixed {
	return {
		pieces,
		needs: needIds.filter((need) => one.needs.includes(need) || other.needs.includes(need)),
		intent: leading.find((intent) => intent === one.intent || intent === other.intent) ?? one.intent,
		danger: union(one.danger, other.danger),
		lang: one.lang,
	};
}

/**
 * Longer messages made of short ones, because people tell two needs at once, tell who they are, greet before and thank
 * after. Without them the model learns short messages only. A `share` of the messages is enough. Always the same ones for the same phrases.
 */
export function mixture(messages: readonly Labelled[], context: readonly string[], share: number): Mixed[] {
	const random = sequence(7);
	const pools = new Map<string, Labelled[]>();
	const into = (name: string, one: Labelled): void => {
		const pool = pools.get(name);
		if (pool === undefined) pools.set(name, [one]);
		else pool.push(one);
	};
	for (const one of messages) {
		if (one.teaches !== undefined) continue;
		if (needy.includes(one.intent)) into(`${one.intent === 'state_need' ? 'stated' : 'needy'} ${one.lang}`, one);
		if (one.danger.length === 0) into(`${one.intent} ${one.lang}`, one);
	}
	const pick = <T>(from: readonly T[] | undefined): T | undefined => from?.[Math.floor(random() * from.length)];
	const mixed: Mixed[] = [];
	const put = ({ text: _, ...one }: Labelled, ...pieces: readonly string[]): void => {
		mixed.push({ ...one, pieces });
	};
	for (const one of messages) {
		if (one.teaches !== undefined) continue;
		if (!leading.includes(one.intent)) {
			const around = one.lang === 'id' || one.lang === 'mix' ? pick(context) : undefined;
			if (around !== undefined) put(one, ...(random() < 0.5 ? [around, '.', one.text] : [one.text, '.', around]));
			continue;
		}
		if (random() >= share) continue;
		const dice = random();
		const around = one.lang === 'id' || one.lang === 'mix' ? pick(context) : undefined;
		if (dice < 0.2) {
			const before = pick(pools.get(`greet ${one.lang}`));
			if (before !== undefined) put(one, before.text, one.text);
		} else if (dice < 0.25) {
			const after = pick(pools.get(`thanks ${one.lang}`));
			if (after !== undefined) put(one, one.text, after.text);
		} else if (dice < 0.5 && around !== undefined) {
			put(one, ...(random() < 0.6 ? [around, '.', one.text] : [one.text, '.', around]));
		} else {
			const other = pick(pools.get(`${random() < 0.8 ? 'stated' : 'needy'} ${one.lang}`));
			if (other === undefined) continue;
			let two = join(one, other, random() < 0.5 ? [one.text, '.', other.text] : [other.text, '.', one.text]);
			const third = random() < 0.3 ? pick(pools.get(`stated ${one.lang}`)) : undefined;
			if (third !== undefined) two = join(two, third, [...two.pieces, '.', third.text]);
			mixed.push(around !== undefined && random() < 0.4 ? { ...two, pieces: [around, '.', ...two.pieces] } : two);
		}
	}
	return mixed;
}
