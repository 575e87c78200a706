import { needIds } from '../knowledge/index.ts';
import type { Labelled } from './corpus.ts';
import { sequence } from './expand.ts';
import type { Intent } from './types.ts';

/** When two sentences stand in one message, the intent of the one named first here is the message's. */
const leading: readonly Intent[] = ['refused', 'aid_stopped', 'want_human', 'check_status', 'ask_info', 'state_need'];

const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];

/**
 * Longer messages made of short ones, because people tell two needs at once, greet before and thank after.
 * Always the same ones for the same phrases.
 */
export function mixture(messages: readonly Labelled[], share: number): Labelled[] {
	const random = sequence(7);
	const greetings = messages.filter((one) => one.intent === 'greet');
	const thanks = messages.filter((one) => one.intent === 'thanks' && one.danger.length === 0);
	const needy = messages.filter((one) => leading.includes(one.intent));
	const pick = (from: readonly Labelled[]): Labelled | undefined => from[Math.floor(random() * from.length)];
	const mixed: Labelled[] = [];
	for (const one of messages) {
		if (!leading.includes(one.intent) || random() > share) continue;
		const dice = random();
		if (dice < 0.25) {
			const before = pick(greetings);
			if (before !== undefined && before.lang === one.lang) mixed.push({ ...one, text: `${before.text} ${one.text}` });
			continue;
		}
		if (dice < 0.32) {
			const after = pick(thanks);
			if (after !== undefined && after.lang === one.lang) mixed.push({ ...one, text: `${one.text} ${after.text}` });
			continue;
		}
		const other = pick(needy);
		if (other === undefined || other.lang !== one.lang) continue;
		mixed.push({
			text: `${one.text}. ${other.text}`,
			needs: needIds.filter((need) => one.needs.includes(need) || other.needs.includes(need)),
			intent: leading.find((intent) => intent === one.intent || intent === other.intent) ?? one.intent,
			danger: union(one.danger, other.danger),
			lang: one.lang,
		});
	}
	return mixed;
}
