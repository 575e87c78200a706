import type { Knowledge, LetterKind } from '../knowledge/index.ts';
import { checkCitations, datedAt, draftLetter, type Letter, longestLetter, type Matter } from '../letters/index.ts';
import type { Signals } from '../queues/index.ts';
import type { Store } from '../store/index.ts';
import type { CaseDocument, CaseLetter, Refusal } from './documents.ts';
import { caseEvent } from './events.ts';
import { alreadyClosed, forbidden, gone, heldByAnother } from './forbidden.ts';

/** The letters of cases: drafted from a refusal, edited and approved by a worker, given to the person. */
export interface CaseLetters {
	/** Oldest first. */
	list(caseId: string): Promise<readonly CaseLetter[]>;
	get(caseId: string, id: string): Promise<CaseLetter | null>;
	/**
	 * Drafts one. The same `id` is the same letter.
	 *
	 * @param today - ISO date on the desk's clock.
	 * @throws HakkuError `case.forbidden`: another's case, a closed one, no such refusal.
	 */
	draft(
		caseId: string,
		user: string,
		wanted: {
			readonly id: string;
			readonly kind: LetterKind;
			readonly refusal: string;
			/** The right that it is about, where the refusal does not say. */
			readonly right?: string;
		},
		today: string,
		at: number,
	): Promise<CaseLetter>;
	/** Takes an approval back. @throws HakkuError `case.forbidden`, also for one that has left. */
	edit(
		caseId: string,
		user: string,
		id: string,
		words: Pick<Letter, 'to' | 'subject' | 'body'>,
		at: number,
	): Promise<CaseLetter>;
	/**
	 * Lets it leave.
	 *
	 * @param vouched - the worker has checked the laws that knowledge/ does not know.
	 * @throws HakkuError `case.forbidden` while it cites a law that is unchecked or disputed, or an unknown one that nobody vouched for.
	 */
	approve(caseId: string, user: string, id: string, vouched: boolean, at: number): Promise<CaseLetter>;
	/** Notes that the person has it. Only an approved one. */
	sent(caseId: string, user: string, id: string, at: number): Promise<CaseLetter>;
}

const longestLine = 200;

export function createCaseLetters({
	store,
	signals,
	knowledge,
}: {
	readonly store: Store;
	readonly signals: Pick<Signals, 'publish'>;
	/** The newest. */
	readonly knowledge: () => Knowledge;
}): CaseLetters {
	async function mine(caseId: string, user: string): Promise<CaseDocument> {
		const document = await store.get('cases', caseId);
		if (document === null) throw gone();
		if (document.status !== 'open') throw alreadyClosed(document);
		if (document.assignee !== user) throw heldByAnother(document);
		return document;
	}

	async function get(caseId: string, id: string): Promise<CaseLetter | null> {
		const letter = await store.get('case_letters', letterId(caseId, id));
		return letter?.case === caseId ? letter : null;
	}

	async function noted(letter: CaseLetter, user: string, what: string, at: number): Promise<CaseLetter> {
		const event = caseEvent(`${letter._id}:${what}:${letter.rev}`, {
			case: letter.case,
			at,
			kind: 'letter',
			by: user,
			detail: `${what} ${letter.kind}`,
		});
		await store.insert('case_events', [event]);
		signals.publish('cases');
		return letter;
	}

	async function change(
		caseId: string,
		user: string,
		id: string,
		what: string,
		at: number,
		how: (letter: CaseLetter) => CaseLetter,
	): Promise<CaseLetter> {
		await mine(caseId, user);
		for (;;) {
			const known = await get(caseId, id);
			if (known === null) throw forbidden('Surat ini tidak ada di kasus ini. Muat ulang halamannya.');
			const changed = how(known);
			if (changed === known) return known;
			if (await store.replace('case_letters', changed)) return noted(changed, user, what, at);
		}
	}

	return {
		list: (caseId) => store.find('case_letters', { case: caseId }, { sort: ['case', 'made_at'], limit: 100 }),
		get,
		async draft(caseId, user, { id, kind, refusal: refusalId, right }, today, at) {
			const document = await mine(caseId, user);
			const refusal = document.refusals.find((one) => one.id === refusalId);
			if (refusal === undefined) throw forbidden('Penolakan itu tidak ada di kasus ini. Muat ulang halamannya.');
			const known = knowledge();
			const place = document.area === null ? null : (known.regions.byCode.get(document.area)?.name.id ?? null);
			const letter: CaseLetter = {
				_id: letterId(caseId, id),
				rev: 1,
				case: caseId,
				refusal: refusalId,
				...draftLetter(matterOf(document, { ...refusal, claim: refusal.claim ?? right ?? null }, kind, known), known),
				dated: datedAt(place, today),
				status: 'draft',
				made_at: at,
				made_by: user,
				approved_by: null,
				approved_at: null,
				sent_at: null,
			};
			const [inserted] = await store.insert('case_letters', [letter]);
			return inserted === undefined ? ((await get(caseId, id)) ?? letter) : noted(letter, user, 'drafted', at);
		},
		edit: (caseId, user, id, { to, subject, body }, at) =>
			change(caseId, user, id, 'edited', at, (letter) => {
				if (letter.status === 'sent') throw forbidden('Surat ini sudah dikirim ke warga. Buat surat baru bila perlu.');
				const words = { to: to.trim(), subject: subject.trim(), body: body.trim() };
				if (words.to === '' || words.subject === '' || words.body === '')
					throw forbidden('Alamat, perihal, dan isi surat tidak boleh kosong.');
				if (words.to.length > longestLine || words.subject.length > longestLine || words.body.length > longestLetter)
					throw forbidden(
						`Surat ini terlalu panjang: isi paling banyak ${longestLetter} huruf, alamat dan perihal ${longestLine}.`,
					);
				return { ...letter, ...words, status: 'draft', approved_by: null, approved_at: null };
			}),
		approve: (caseId, user, id, vouched, at) =>
			change(caseId, user, id, 'approved', at, (letter) => {
				if (letter.status !== 'draft') return letter;
				const { withheld, unknown } = checkCitations(`${letter.subject}\n${letter.body}`, knowledge());
				if (withheld.length > 0)
					throw forbidden(
						`Surat ini memakai hukum yang belum diperiksa: ${withheld.join('; ')}. Hapus bagian itu, atau minta penyunting pengetahuan memeriksanya.`,
					);
				if (unknown.length > 0 && !vouched)
					throw forbidden(
						`Hukum ini tidak dikenal Hakku: ${unknown.join('; ')}. Periksa sendiri, lalu centang bahwa Anda menjaminnya, atau hapus.`,
					);
				return { ...letter, status: 'approved', approved_by: user, approved_at: at };
			}),
		sent: (caseId, user, id, at) =>
			change(caseId, user, id, 'sent', at, (letter) => {
				if (letter.status === 'draft') throw forbidden('Surat ini belum disetujui. Baca dan setujui dulu.');
				return letter.status === 'sent' ? letter : { ...letter, status: 'sent', sent_at: at };
			}),
	};
}

function letterId(caseId: string, id: string): string {
	return `${caseId}:letter:${id}`;
}

function matterOf(document: CaseDocument, refusal: Refusal, kind: LetterKind, knowledge: Knowledge): Matter {
	const claim = document.claims.find((one) => one.right === refusal.claim);
	const before = claim?.appeals.findLast((appeal) => appeal.kind === 'objection');
	const asked = askedFor(refusal.asked);
	const money = refusal.money ?? asked.money;
	return {
		kind,
		institution: refusal.institution,
		service: refusal.service,
		refusedOn: refusal.on,
		reason: refusal.reason,
		money,
		papers: refusal.papers ?? asked.papers,
		failures: refusal.failures.length === 0 && money !== null ? ['payment_asked'] : refusal.failures,
		needs: document.needs,
		right: (refusal.claim === null ? undefined : knowledge.rights.get(refusal.claim)) ?? null,
		earlier:
			before === undefined
				? null
				: {
						on: new Date(before.at).toISOString().slice(0, 10),
						to: before.to,
						answered: claim?.status !== 'no_response' && claim?.status !== 'objection',
					},
	};
}

/** What the flow wrote down: `uang: Rp50.000`, `surat: surat pindah`, `tidak diminta`. */
function askedFor(asked: string | null): { readonly money: string | null; readonly papers: string | null } {
	const [, what, rest = ''] = /^(uang|surat)(?::\s*(.*))?$/isu.exec(asked ?? '') ?? [];
	const words = rest.trim() || '(tulis berapa atau apa)';
	return { money: what === 'uang' ? words : null, papers: what === 'surat' ? words : null };
}
