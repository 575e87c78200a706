import type { EngineRelease } from './turn.ts';
import type { Frame, Session } from './types.ts';

/** True when a running session can go on in another release: every place where it stands still exists there. */
export function fits(session: Session, release: EngineRelease): boolean {
	const frames = [...session.stack, ...session.suspended.flatMap(({ stack }) => stack)];
	return frames.every((frame) => exists(frame, release)) && questionFits(session, release);
}

function exists({ flow, node }: Frame, release: EngineRelease): boolean {
	return release.flows.byId.get(flow)?.nodes.has(node) ?? false;
}

/** The choices that the person sees must still mean something. */
function questionFits({ question, stack }: Session, release: EngineRelease): boolean {
	const top = stack.at(-1);
	if (!question || !top) return true;
	const node = release.flows.byId.get(top.flow)?.nodes.get(top.node);
	if (question.fact !== null && !release.knowledge.facts.has(question.fact)) return false;
	if (node?.kind === 'rights') return true;
	if (node?.kind !== 'ask') return false;
	const fact = question.fact === null ? [] : (release.flows.factChoices.get(question.fact) ?? []);
	const known = new Set([...node.choices, ...fact, release.flows.skipChoice].map(({ id }) => id));
	const { byCode } = release.knowledge.regions;
	return question.choices.every((id) => known.has(id) || byCode.has(id));
}

/** The session moved to another release. Where its place no longer exists, the open conversation ends; what is known stays. */
export function moveTo(session: Session, release: EngineRelease): Session {
	const moved = { ...session, release: release.hash };
	return fits(session, release)
		? moved
		: { ...moved, stack: [], question: null, suspended: [], history: [], timers: {} };
}
