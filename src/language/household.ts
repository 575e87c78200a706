import { type Member, mostPeople } from '../expressions/index.ts';
import { cap, clean } from './clean.ts';
import {
	ageWords,
	countWords,
	disabledWords,
	goneWords,
	haveWords,
	helpedWords,
	joinWords,
	lastingWords,
	monthWords,
	notWords,
	ownWords,
	pregnantWords,
	type Relation,
	relations,
	schools,
	yearWords,
} from './household-words.ts';
import { number as numberOf } from './number.ts';

/** People of one kind who were named together: "anak 2, umur 5 sama 8". */
interface Group {
	readonly relation: Relation;
	readonly numbers: Said[];
	count: number | null;
	/** "saya", "my": whose they are. */
	own: boolean;
	gone: boolean;
	said: { -readonly [K in keyof Member]: Member[K] };
	/** The next number is an age. */
	ageNext: boolean;
	/** Something else than "and" was said since the last number. */
	apart: boolean;
}

/** A number, whether it is an age beyond doubt, and whether it stands apart from the one before. */
interface Said {
	readonly value: number;
	readonly aged: boolean;
	readonly apart: boolean;
}

/** Nobody is older, and no family has more children. */
const oldest = 120;
const largestCount = 12;

/** Younger and older people are not asked about pregnancy. */
const youngestMother = 10;
const oldestMother = 60;
const grown = 18;

/** Of these there may be several, so that a small number alone says how many: "anak 2", but "ibu 70". */
const several = new Set(['anak', 'cucu', 'saudara', 'lain']);

/**
 * The people whom a person names as living with them: "anak 2, umur 5 sama 8, ibu saya lumpuh". What is not said of somebody is unknown. An
 * `answer` to the question who lives there is taken at its word; in a `story` only those count who are plainly theirs ("anak saya", "ibu
 * saya 70 tahun"), because "ibu" is also a way of speaking to somebody. The dead, the divorced and the neighbour's are left out.
 */
export function householdIn(text: string, told: 'answer' | 'story'): Member[] {
	const words = clean(cap(text)).match(/\d+|\p{L}+\d?|[,.;+&]/gu) ?? [];
	const groups: Group[] = [];
	let [pending, not]: [number | null, boolean] = [null, false];
	for (const [at, word] of words.entries()) {
		const group = groups.at(-1);
		const relation = relations.get(word);
		if (relation !== undefined && !(ownWords.has(word) && followsRelation(words, at))) {
			const begun = begin(relation, pending);
			begun.own = hasOwner(words, at);
			begun.gone = not;
			groups.push(begun);
			[pending, not] = [null, false];
			continue;
		}
		const number = numberIn(word);
		if (number !== null) {
			if (countsNext(words, at)) pending = number;
			else if (group !== undefined) addNumber(group, number, words[at - 1] ?? '', words[at + 1] ?? '');
			continue;
		}
		if (
			group !== undefined &&
			!joinWords.has(word) &&
			!ownWords.has(word) &&
			!(ageWords.has(word) && group.numbers.length === 0)
		)
			group.apart = true;
		if (notWords.has(word)) not = true;
		else if (!haveWords.has(word)) {
			if (group !== undefined) addWord(group, word, not, words.slice(at + 1, at + 4));
			not = false;
		}
	}
	return groups
		.filter((group) => !group.gone && (told === 'answer' || isPlain(group)))
		.flatMap(membersOf)
		.slice(0, mostPeople);
}

/** "tinggal sendirian", "hidup sebatang kara": whoever was named is everybody. */
export function isAlone(text: string): boolean {
	return /\b(?:tinggal|hidup|live|lives|living) (?:seorang diri|sebatang kara|sendiri|sendirian|alone)\b/u.test(
		clean(cap(text)),
	);
}

/** Whether a text is a list of people and nothing else, so that no word in it can be about anything grave. */
export function isOnlyPeople(text: string): boolean {
	const words = clean(cap(text)).match(/\p{L}+/gu) ?? [];
	const people = householdIn(text, 'answer');
	// A pregnant child is not merely listed.
	if (people.some(({ hamil, umur }) => hamil === true && (umur ?? grown) < grown)) return false;
	return (
		people.length > 0 && words.every((word) => plainWords.some((known) => known.has(word)) || numberIn(word) !== null)
	);
}

const plainWords = [
	relations,
	schools,
	ownWords,
	ageWords,
	yearWords,
	monthWords,
	countWords,
	haveWords,
	joinWords,
	pregnantWords,
];

function begin(relation: Relation, count: number | null): Group {
	const said: Group['said'] = { hubungan: relation.hubungan };
	if (relation.man) said.hamil = false;
	if (relation.umur !== undefined) said.umur = relation.umur;
	return { relation, numbers: [], count, own: false, gone: false, said, ageNext: false, apart: false };
}

function numberIn(word: string): number | null {
	if (!/^\p{L}+$|^\d{1,3}$/u.test(word)) return null;
	const number = numberOf(word);
	return number !== null && Number.isInteger(number) && number >= 0 && number <= oldest ? number : null;
}

const followsRelation = (words: readonly string[], at: number) =>
	relations.has(words[at - 1] ?? '') && !ownWords.has(words[at - 1] ?? '');

const hasOwner = (words: readonly string[], at: number) =>
	ownWords.has(words[at + 1] ?? '') || ownWords.has(words[at - 1] ?? '') || /ku$/u.test(words[at] ?? '');

/** "2 anak", "dua orang adik", "2 kids". */
function countsNext(words: readonly string[], at: number): boolean {
	const next = countWords.has(words[at + 1] ?? '') ? words[at + 2] : words[at + 1];
	const relation = relations.get(next ?? '');
	return relation !== undefined && several.has(relation.hubungan) && Number(numberIn(words[at] ?? '')) <= largestCount;
}

/** A number that lasts ("sudah 3 tahun"), or that stands far from a grown-up, is no age. */
function addNumber(group: Group, number: number, before: string, next: string): void {
	const { ageNext, apart, relation } = group;
	const many = several.has(relation.hubungan);
	if (countWords.has(next)) group.count = number;
	else if (lastingWords.has(before) || (!many && apart && !ageNext) || (!many && monthWords.has(next))) return;
	else if (monthWords.has(next)) group.numbers.push({ value: Math.floor(number / 12), aged: true, apart });
	else group.numbers.push({ value: number, aged: ageNext || yearWords.has(next), apart });
	group.apart = false;
}

function addWord(group: Group, word: string, not: boolean, following: readonly string[]): void {
	const { said } = group;
	if (ageWords.has(word)) group.ageNext = true;
	else if (goneWords.has(word)) group.gone = !not;
	else if (pregnantWords.has(word)) said.hamil = !not && !group.relation.man;
	else if (disabledWords.has(word)) {
		said.disabilitas = !not;
		if (following[0] === 'total') said.dibantu = true;
	} else if (helpedWords.has(word)) Object.assign(said, not ? {} : { disabilitas: true, dibantu: true });
	else if (not && word === 'bisa' && following.some((next) => /^(?:jalan|berjalan|bangun|duduk)$/u.test(next)))
		Object.assign(said, { disabilitas: true, dibantu: true });
	else {
		const school = schools.get(word);
		if (school !== undefined && !not) said.sekolah = school;
	}
}

/** In a story: theirs beyond doubt, and with something said of them beyond that they exist. */
function isPlain({ relation, own, numbers, count, said }: Group): boolean {
	const aged = numbers.some((number) => number.aged);
	const more = aged || said.disabilitas !== undefined || said.hamil === true || said.umur !== undefined;
	if (relation.hubungan === 'saya') return aged || said.hamil === true;
	if (relation.address) return own && (more || numbers.length > 0);
	return aged || (own && (more || count !== null || numbers.length > 0));
}

function membersOf(group: Group): Member[] {
	const { relation, said, numbers } = group;
	const many = several.has(relation.hubungan);
	const counted = many && group.count === null && startsWithCount(numbers);
	const count = counted ? (numbers[0]?.value ?? 1) : (group.count ?? 1);
	const ages = (counted ? numbers.slice(1) : numbers).map(({ value }) => value);
	const size = many ? Math.max(count, ages.length) : 1;
	return Array.from({ length: Math.min(size, largestCount) }, (_, at): Member => {
		const umur = ages[at] ?? said.umur;
		if (umur === undefined || umur === null) return { ...said };
		return umur < youngestMother || umur >= oldestMother ? { ...said, umur, hamil: false } : { ...said, umur };
	});
}

/** "anak 2", "anak 2 umur 5 sama 8", "anak 2: 5 dan 8", but not "anak 5 dan 8 tahun". */
function startsWithCount([first, ...rest]: readonly Said[]): boolean {
	if (first === undefined || first.aged || first.value < 1 || first.value > largestCount) return false;
	return rest.length === 0 || rest.length === first.value || rest[0]?.apart === true;
}
