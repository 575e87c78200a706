import { DateTime } from 'luxon';
import type { CaseDocument, Claim } from '../../cases/documents.ts';
import { hasOutcome } from '../../cases/index.ts';
import type { CannedReply, Knowledge, ReplyFact, TextLanguage } from '../../knowledge/index.ts';

/** Marks what nobody knows yet, so that it is seen and never sent. */
const [OPEN, CLOSE] = ['⟦', '⟧'];

/** Whether a text still has such a mark. */
export function hasGap(text: string): boolean {
	return text.includes(OPEN) || text.includes(CLOSE);
}

/** What is known for a canned reply. */
interface Filling {
	readonly case: CaseDocument;
	/** How citizens see the worker. */
	readonly worker: string;
	readonly knowledge: Pick<Knowledge, 'needs' | 'rights' | 'services' | 'regions'>;
	/** Epoch milliseconds, and the zone in which its day is named. */
	readonly now: number;
	readonly zone: string;
}

/** Replies in the language of the person, those for the needs of the case first. */
export function repliesFor({ replies }: Pick<Knowledge, 'replies'>, it: CaseDocument): readonly CannedReply[] {
	const fits = ({ needs }: CannedReply) => needs.some((need) => it.needs.includes(need));
	const general = ({ needs }: CannedReply) => needs.length === 0;
	const all = [...replies.values()];
	return [...all.filter(fits), ...all.filter((one) => general(one) && !fits(one))];
}

/** The language in which a person is written to. */
const languageOf = ({ language }: CaseDocument): TextLanguage => (language === 'en' ? 'en' : 'id');

/**
 * The reply with what is known of the case. What nobody knows, or nobody has checked, becomes a gap: a withheld right or number is
 * never filled in.
 */
export function filledReply(reply: CannedReply, filling: Filling): string {
	const language = languageOf(filling.case);
	return reply.text[language].trim().replaceAll(/\{\s*([a-z]+)\s*\}/gu, (_, name: string) => {
		const value = known(name as ReplyFact, filling, language);
		return value === null || value.trim() === '' ? `${OPEN}${name}${CLOSE}` : value.replaceAll(/[⟦⟧]/gu, '');
	});
}

function known(fact: ReplyFact, filling: Filling, language: TextLanguage): string | null {
	const { case: it, knowledge, worker, now, zone } = filling;
	const claim = claimAtHand(it, knowledge);
	const right = claim === null ? undefined : knowledge.rights.get(claim.right);
	switch (fact) {
		case 'panggilan':
			return it.called ?? null;
		case 'petugas':
			return worker;
		case 'nomor':
			return it.number;
		case 'wilayah':
			return knowledge.regions.byCode.get(it.area ?? '')?.name[language] ?? null;
		case 'kebutuhan':
			return it.needs.flatMap((id) => knowledge.needs.get(id)?.name[language].toLowerCase() ?? []).join(', ');
		case 'hak':
			return right?.name[language] ?? null;
		case 'berkas':
			return right?.documents.map(({ name }) => name[language]).join(', ') ?? null;
		case 'lembaga':
			return claim?.referral?.institution ?? serviceOf(claim, knowledge)?.name[language] ?? null;
		case 'telepon':
			return serviceOf(claim, knowledge)?.phones[0]?.number ?? null;
		case 'tanggal': {
			const next = it.clocks.filter(({ met_at, due }) => met_at === null && due > now).map(({ due }) => due);
			if (next.length === 0) return null;
			return DateTime.fromMillis(Math.min(...next), { zone, locale: language }).toLocaleString(DateTime.DATE_HUGE);
		}
		default:
			return null;
	}
}

/** The right that is talked about: the one that moved last among those still under way and checked. */
function claimAtHand(it: CaseDocument, { rights }: Pick<Knowledge, 'rights'>): Claim | null {
	const told = it.claims.filter(({ right }) => rights.get(right)?.withheld === false);
	const underway = told.filter((claim) => !hasOutcome(claim));
	const movedAt = ({ history }: Claim) => history.at(-1)?.at ?? 0;
	return (underway.length > 0 ? underway : told).toSorted((a, b) => movedAt(b) - movedAt(a))[0] ?? null;
}

/** Where the person was sent, or else where one applies; nothing that nobody has checked. */
function serviceOf(claim: Claim | null, { rights, services }: Pick<Knowledge, 'rights' | 'services'>) {
	if (claim === null) return null;
	const named =
		claim.referral === null ? (rights.get(claim.right)?.apply.services ?? []) : [claim.referral.service ?? ''];
	return named.map((id) => services.get(id)).find((service) => service?.withheld === false) ?? null;
}
