import type { NeedId } from '../knowledge/index.ts';
import { judgeRights, type Outcome, type OutcomeKind } from '../rights/index.ts';
import { declinedIn, type EngineRelease, valuesIn } from './turn.ts';
import type { Session, StepContext } from './types.ts';

/** How every right for these needs stands for the person now, told or not. */
export function standing(
	release: EngineRelease,
	session: Session,
	context: Pick<StepContext, 'today' | 'channel'>,
	needs: readonly NeedId[] = session.needs,
): readonly Outcome[] {
	return judgeRights(release.knowledge, valuesIn(session, context.channel), {
		needs,
		asOf: context.today,
		declined: declinedIn(session),
	});
}

/** Rights that were told, and those that may fit the needs found so far even if there was no time to tell them. */
export function rightsSoFar(
	release: EngineRelease,
	session: Session,
	context: Pick<StepContext, 'today' | 'channel'>,
): Readonly<Record<string, OutcomeKind>> {
	const fitting = standing(release, session, context).filter(({ kind }) => kind === 'likely' || kind === 'needs_info');
	return { ...Object.fromEntries(fitting.map(({ right, kind }) => [right.id, kind])), ...session.told };
}
