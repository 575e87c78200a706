import type { DangerSign } from '../language/index.ts';
import { dangerOrder } from './flow.ts';
import { type Turn, update } from './turn.ts';

/** The dangers of this message that were not answered yet, the most pressing first. Empty: nothing new. */
export function newDanger(turn: Turn): readonly DangerSign[] {
	const fresh = (turn.reading?.danger ?? []).filter(({ kind }) => !turn.session.warned.includes(kind));
	return [...fresh].sort((a, b) => dangerOrder.indexOf(a.kind) - dangerOrder.indexOf(b.kind));
}

/** Notes the dangers as those being answered now. A certain sign outweighs a possible one. */
export function noteDanger(turn: Turn, signs: readonly DangerSign[]): void {
	const certain = signs.filter(({ grade }) => grade === 'certain');
	const answered = (certain.length > 0 ? certain : signs).map(({ kind }) => kind);
	update(turn, {
		danger: answered,
		danger_grade: certain.length > 0 ? 'certain' : 'possible',
		dangers: [...new Set([...turn.session.dangers, ...answered])],
		warned: [...new Set([...turn.session.warned, ...answered])],
	});
}
