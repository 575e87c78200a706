import type { Cases } from './api.ts';
import type { SelfReport } from './documents.ts';
import { caseEvent } from './events.ts';
import { accompaniedCase, followedCase, hinderedCase, resumedCase } from './following.ts';
import { gone, isForbidden } from './forbidden.ts';
import { type Keeping, PAGE } from './keeping.ts';
import { inOrder, tallyLife } from './reports.ts';

/** What happens to a case while Hakku speaks with its person: it asks how it went, and how their days are. */
export function accompanying({
	store,
	find,
	change,
	record,
	escalation,
	service,
}: Keeping): Pick<Cases, 'accompany' | 'follow' | 'resume' | 'report' | 'reports' | 'life'> {
	async function reportsOf(caseId: string): Promise<readonly SelfReport[]> {
		const reports = await store.find('self_reports', { case: caseId }, { sort: ['case', 'at'], limit: PAGE });
		return inOrder(reports);
	}

	return {
		async accompany(caseId, user, asking, at) {
			const after = await change(caseId, (known) => accompaniedCase(known, user, asking, at));
			if (after === null) throw gone();
			const detail = `${asking.right} → ${new Date(asking.ask_at).toISOString()}`;
			const event = { case: caseId, at, kind: 'accompanied', by: user, detail } as const;
			await record(after, caseEvent(`${caseId}:accompanied:${asking.right}:${asking.ask_at}`, event));
			return after;
		},

		async follow(caseId, followed, eventId, at) {
			const id = `${caseId}:followed:${eventId}`;
			// A crash may fall between the change and its event: then it is done again on a case that has it already, which its own id shows.
			if ((await store.get('case_events', id)) !== null) return;
			const { claim, answer, because } = followed;
			const told = [claim, answer, because].filter((part) => part !== null).join(': ');
			let refused: string | null = null;
			const after = await change(caseId, (known) => {
				refused = null;
				try {
					return followedCase(known, followed, eventId, service(), at);
				} catch (error) {
					if (!isForbidden(error)) throw error;
					refused = error.message;
					return hinderedCase(known, followed, service(), at);
				}
			});
			if (after === null) return;
			const detail = refused === null ? told : `${told} (${refused})`;
			await record(after, caseEvent(id, { case: caseId, at, kind: 'followed', detail }));
		},

		async resume(caseId, handoff, eventId, at) {
			const id = `${caseId}:resumed:${eventId}`;
			const done = (await store.get('case_events', id)) !== null;
			const after = done
				? await find(caseId)
				: await change(caseId, (known) => resumedCase(known, handoff, eventId, service(), at));
			if (after === null || after.status !== 'open') return null;
			await escalation(after, eventId, at);
			if (!done) await record(after, caseEvent(id, { case: caseId, at, kind: 'resumed', detail: handoff.reason }));
			return after;
		},

		async report(caseId, moment, answers, at) {
			const about = await find(caseId);
			if (about === null || about.person === '') return;
			const document: SelfReport = {
				...{ _id: `${caseId}:${moment}`, rev: 1, case: caseId, person: about.person },
				...{ moment, answers, at },
			};
			await store.insert('self_reports', [document]);
			const after = await change(caseId, (known) =>
				moment.startsWith('after_') && known.status === 'closed' && known.stage === 'closed'
					? { ...known, stage: 'aftercare' }
					: known,
			);
			if (after === null) return;
			await record(
				after,
				caseEvent(`${caseId}:self_report:${moment}`, { case: caseId, at, kind: 'self_report', detail: moment }),
			);
		},

		reports: reportsOf,

		async life() {
			const reports: SelfReport[] = [];
			for (let from = ''; ; ) {
				const page = await store.find('self_reports', { case: { gt: from } }, { sort: ['case', 'at'], limit: PAGE });
				// A case has four at most; the last of a full page may go on in the next one.
				const last = page.at(-1)?.case;
				const whole = page.length < PAGE ? page : page.filter((one) => one.case !== last);
				reports.push(...whole);
				if (page.length < PAGE || whole.length === 0) return tallyLife(reports);
				from = whole.at(-1)?.case ?? from;
			}
		},
	};
}
