import type { CaseDocument, CaseFact, Claim } from '../cases/documents.ts';
import type { Knowledge, TextLanguage } from '../knowledge/index.ts';
import { dayOf } from '../service/index.ts';
import type { DeskTexts } from './texts/index.ts';

/** How the desk says times, needs, rights and facts in one language. Made for each page. */
export interface Words {
	readonly texts: DeskTexts;
	readonly language: TextLanguage;
	/** "12 menit", "3 jam", "2 hari"; the largest unit alone, rounded down. */
	time(milliseconds: number): string;
	/** That there were too many tries, and after how many minutes the next is read. */
	tooManyTries(milliseconds: number): string;
	/** Date and time on the desk's clock. */
	when(at: number): string;
	/** ISO date of a moment on the desk's clock. */
	today(at: number): string;
	/** The same, without the date when it is today's. */
	moment(at: number, now: number): string;
	needs(of: Pick<CaseDocument, 'needs'>): readonly string[];
	right(id: string): string;
	/** How likely a right is; one with a quota is never called an entitlement. */
	outcome(claim: Claim): { readonly kind: Claim['outcome'] | 'proposable'; readonly text: string };
	question(fact: string): string;
	value(fact: CaseFact): string;
	/** How and when it became known: "dijawab 25 Nov 2026, 10.12"; empty for a case from before this was kept. */
	said(fact: CaseFact): string;
	/** Rights for the needs of a case that nobody has checked. */
	unchecked(of: Pick<CaseDocument, 'needs'>): readonly string[];
	/** How long a case has been waiting, or that it was answered. */
	waiting(of: CaseDocument, now: number): string;
}

export function createWords(texts: DeskTexts, language: TextLanguage, knowledge: Knowledge, zone: string): Words {
	const unit = (name: 'minute' | 'hour' | 'day') =>
		new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' });
	const units = [
		{ length: 86_400_000, words: unit('day') },
		{ length: 3_600_000, words: unit('hour') },
		{ length: 60_000, words: unit('minute') },
	];
	const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
	const hours = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone });
	const days = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeZone: zone });
	const time = (milliseconds: number) => {
		for (const { length, words } of units)
			if (milliseconds >= length) return words.format(Math.floor(milliseconds / length));
		return texts.justNow;
	};
	return {
		texts,
		language,
		time,
		tooManyTries: (milliseconds) => texts.signIn.wait(time(Math.ceil(milliseconds / 60_000) * 60_000)),
		when: (at) => dates.format(at),
		today: (at) => dayOf(zone, at),
		moment: (at, now) => (days.format(at) === days.format(now) ? hours.format(at) : dates.format(at)),
		needs: (of) => of.needs.map((id) => knowledge.needs.get(id)?.name[language] ?? id),
		right: (id) => knowledge.rights.get(id)?.name[language] ?? id,
		outcome({ right, outcome }) {
			const receipt = knowledge.rights.get(right)?.receipt ?? 'entitlement';
			return outcome === 'likely' && receipt !== 'entitlement'
				? { kind: 'proposable', text: texts.proposable }
				: { kind: outcome, text: texts.outcome[outcome] };
		},
		question: (fact) => knowledge.facts.get(fact)?.question[language] ?? fact,
		value(fact) {
			if (fact.declined || fact.value === null) return texts.declined;
			const declaration = knowledge.facts.get(fact.fact);
			if (declaration?.type === 'yesno' && fact.value === 'true') return texts.yes;
			if (declaration?.type === 'yesno' && fact.value === 'false') return texts.no;
			if (declaration?.type === 'region') {
				const region = knowledge.regions.byCode.get(fact.value);
				if (region) return region.name[language];
			}
			return declaration?.choices.find((choice) => choice.id === fact.value)?.label[language] ?? fact.value;
		},
		said: ({ at, how }) => (at === undefined ? '' : `${texts.how[how ?? 'answer']} ${dates.format(at)}`),
		unchecked: ({ needs }) =>
			[...knowledge.rights.values()]
				.filter(
					(right) => right.withheld && right.status === 'active' && right.needs.some((need) => needs.includes(need)),
				)
				.map((right) => right.name[language]),
		waiting(of, now) {
			if (of.assignee === null) return texts.waiting(time(now - of.opened_at));
			return of.waiting_since === null ? texts.answered : texts.unanswered(time(now - of.waiting_since));
		},
	};
}
