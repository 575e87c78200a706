import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Store } from '../../store/index.ts';
import type { CaseDocument } from '../documents.ts';
import { readCaseNumber } from '../number.ts';
import { rarestFirst } from './listing.ts';
import { searchWords } from './marks.ts';
import { sightOf, type Viewer, waysOf } from './viewer.ts';

/** The most that one search shows; whoever needs more says more. */
export const mostFound = 30;
/** Words that are looked at; the rest of a long line says nothing new. */
const mostWords = 6;
/** Conversations of one telephone or handle. */
const mostConversations = 10;

/**
 * Finds cases by number, by telephone or handle, by words of the name the person goes by and of institutions, or by place. Each is a
 * question to an index; what the account may not read is left out, outlines too.
 *
 * @param areas - codes of the places that the text may name.
 */
export async function searchCases(
	store: Store,
	viewer: Viewer,
	text: string,
	areas: readonly string[],
): Promise<readonly CaseDocument[]> {
	const found = new Map<string, { readonly one: CaseDocument; readonly rank: number }>();
	/** What is found by its place alone comes last: a name may be that of a village, too. */
	const take = (cases: readonly CaseDocument[], rank = 0) => {
		for (const one of cases)
			if (sightOf(viewer, one) === 'whole' && !found.has(one._id)) found.set(one._id, { one, rank });
	};
	const number = readCaseNumber(text.slice(0, 40));
	if (number !== null) take(await store.find('cases', { number }, { limit: 1 }));
	for (const conversation of await conversationsOf(store, text))
		take(await store.find('cases', { conversation }, { sort: ['conversation'], limit: mostFound }));
	const words = searchWords(text).slice(0, mostWords);
	const looks = [
		...(words.length === 0 ? [] : [{ rank: 0, marks: words.map((word) => `word:${word}`) }]),
		...areas.slice(0, mostWords).map((code) => ({ rank: 1, marks: [`area:${code}`] })),
	];
	for (const { marks, rank } of looks) {
		for (const way of [...waysOf(viewer), [`of:${viewer.user}`]]) {
			const has = await rarestFirst(store, [...marks, ...way]);
			take(await store.find('cases', { marks: { has } }, { sort: ['priority', 'opened_at'], limit: mostFound }), rank);
		}
	}
	const over = ({ status }: CaseDocument) => Number(status !== 'open');
	return [...found.values()]
		.sort((a, b) => a.rank - b.rank || over(a.one) - over(b.one) || b.one.opened_at - a.one.opened_at)
		.map(({ one }) => one)
		.slice(0, mostFound);
}

/** Ids of conversations whose address somebody may have typed: `0812…`, `telegram:123`, a bare number of Telegram. */
async function conversationsOf(store: Store, text: string): Promise<readonly string[]> {
	const typed = text.normalize('NFKC').trim();
	if (typed.length < 5 || typed.length > 80) return [];
	const ids = new Set<string>();
	if (/^(web|terminal|telegram|whatsapp):[\w@.:+-]{1,64}$/u.test(typed)) ids.add(typed);
	const digits = typed.replace(/[\s().+-]/gu, '');
	if (/^\d{5,16}$/u.test(digits)) {
		ids.add(`telegram:${digits}`);
		const phone = parsePhoneNumberFromString(typed, 'ID');
		const names = [...new Set([phone?.number.slice(1), digits])].filter((one) => one !== undefined);
		for (const name of names) {
			const address = `${name}@s.whatsapp.net`;
			ids.add(`whatsapp:${address}`);
			const contact = await store.get('whatsapp_contacts', address);
			if (contact !== null) ids.add(`whatsapp:${contact.address}`);
		}
	}
	return [...ids].slice(0, mostConversations);
}
