import type { Cases } from './api.ts';
import { settleClocks, timed } from './clocks.ts';
import type { CaseDocument } from './documents.ts';
import { caseEvent } from './events.ts';
import { forbidden, gone, heldByAnother } from './forbidden.ts';
import { handedOn } from './handing.ts';
import type { Keeping } from './keeping.ts';
import { mayMoveStage, stageNames } from './machines/index.ts';
import { duplicateOf, mergedInto, reopened, takenApart } from './merging.ts';
import { movedClaim, withClaim } from './moves.ts';
import { mayHold, mayOverrule } from './staffing.ts';

/** The work on an open case: its claims, its stage, handing it on, joining it with another. */
export function workOn(
	keeping: Keeping,
): Pick<Cases, 'addClaim' | 'moveClaim' | 'moveStage' | 'transfer' | 'merge' | 'unmerge'> {
	const { change, record, find, escalation, service, store } = keeping;

	async function changed(caseId: string, how: (document: CaseDocument) => CaseDocument): Promise<CaseDocument> {
		const after = await change(caseId, how);
		if (after === null) throw gone();
		return after;
	}

	return {
		async addClaim(caseId, { right, outcome }, by, eventId, at) {
			const after = await changed(caseId, (known) => withClaim(known, right, outcome, eventId, by, at));
			const event = { case: caseId, at, kind: 'claim', detail: right, ...(by === null ? {} : { by }) } as const;
			await record(after, caseEvent(`${caseId}:${eventId}`, event));
			return after;
		},

		async moveClaim(caseId, move, by, eventId, at) {
			const after = await changed(caseId, (known) => movedClaim(known, move, eventId, by, at));
			await record(after);
			return after;
		},

		async moveStage(caseId, stage, by, at) {
			const after = await changed(caseId, (known) => {
				if (known.stage === stage) return known;
				const verdict = mayMoveStage(known, stage);
				if (!verdict.allowed) throw forbidden(verdict.reason);
				return { ...known, stage };
			});
			const event = {
				case: caseId,
				at,
				kind: 'stage',
				detail: stageNames[stage],
				...(by === null ? {} : { by }),
			} as const;
			await record(after, caseEvent(`${caseId}:stage:${stage}:${at}`, event));
			return after;
		},

		async transfer(caseId, user, handing, at) {
			if (handing.to.kind === 'worker') await mayHold(store, handing.to.user);
			const after = await changed(caseId, (known) => handedOn(known, user, handing, service(), at));
			await record(after);
			if (after.status === 'open') await escalation(after, `handed on ${at}`, at);
			return after;
		},

		async merge(caseId, into, user, at) {
			const from = await find(caseId);
			if (from === null) throw gone();
			const target = await changed(into, (known) => mergedInto(known, from, user, service(), at));
			await record(
				target,
				caseEvent(`${into}:merged:${caseId}:${target.joins?.length ?? 0}`, {
					case: into,
					at,
					kind: 'merged',
					by: user,
					detail: from.number,
				}),
			);
			const after = await changed(caseId, (known) =>
				known.duplicate_of === into ? known : settleClocks(duplicateOf(known, target, at), () => true, at),
			);
			await record(
				after,
				caseEvent(`${caseId}:merged:${target.joins?.length ?? 0}`, {
					case: caseId,
					at,
					kind: 'merged',
					by: user,
					detail: target.number,
				}),
			);
			return after;
		},

		async unmerge(caseId, user, at) {
			const from = await find(caseId);
			if (from === null) throw gone();
			if (from.status !== 'duplicate' || from.duplicate_of === null)
				throw forbidden(`Kasus ${from.number} tidak sedang digabung dengan kasus lain.`);
			const before = await find(from.duplicate_of);
			if (before === null) throw gone();
			if (before.assignee !== null && before.assignee !== user && !(await mayOverrule(keeping, before, user)))
				throw heldByAnother(before);
			const target = await changed(before._id, (known) => rewound(takenApart(known, from)));
			const after = await changed(caseId, (known) => reopened(known, target, user, service(), at));
			const told = { at, kind: 'unmerged', by: user } as const;
			const round = target.joins?.length ?? 0;
			await record(
				target,
				caseEvent(`${target._id}:unmerged:${caseId}:${round}`, { ...told, case: target._id, detail: from.number }),
			);
			await record(after, caseEvent(`${caseId}:unmerged:${round}`, { ...told, case: caseId, detail: target.number }));
			return after;
		},
	};
}

/** With the moment at which the first of the clocks that are left rings. */
const rewound = (document: CaseDocument) => timed(document, document.clocks);
