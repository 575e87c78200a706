import type { DangerKind, PhraseFile } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import type { PhraseContent, Signal } from './schema.ts';
import { finding, spotOfWords } from './source.ts';
import type { Word } from './words.ts';

/** A sign of danger that words showed, before any learning. */
interface Shown {
	kind: DangerKind;
	grade: 'certain' | 'possible';
}

/** Finds the danger signals of the phrase files in a message. */
export interface Signals {
	find(words: readonly Word[]): {
		shown: Shown[];
		/** It has words of the classes `gurau` or `aman`: joking, games, queues, things that die; or that all is well. */
		light: boolean;
		/** Dangers that are told as over, or asked about as a subject. */
		calm: ReadonlySet<DangerKind>;
	};
}

interface Condition {
	classes: readonly number[];
	ordered: boolean;
}

interface Compiled extends Shown {
	conditions: readonly Condition[];
	unless: readonly number[];
	within: number;
}

interface Calming {
	danger: readonly DangerKind[];
	when: readonly (readonly number[])[];
	still: readonly number[];
	within: number;
}

/** Where each class stands: positions of its words among the words of the message. */
type Places = ReadonlyMap<number, readonly number[]>;

function span(places: Places, condition: Condition, within: number): readonly [number, number] | null {
	const lists = condition.classes.map((name) => places.get(name) ?? []);
	for (const start of lists[0] ?? []) {
		let low = start;
		let high = start;
		let last = start;
		const fits = lists.slice(1).every((list) => {
			const next = condition.ordered
				? list.find((place) => place > last && place - start <= within)
				: list.find((place) => Math.max(high, place) - Math.min(low, place) <= within && place !== start);
			if (next === undefined) return false;
			last = next;
			low = Math.min(low, next);
			high = Math.max(high, next);
			return true;
		});
		if (fits) return [low, high];
	}
	return null;
}

/** How many words before a sign an `unless` word cancels it. */
const before = 3;

function cancelled(places: Places, unless: readonly number[], [low, high]: readonly [number, number]): boolean {
	return unless.some(
		(name) => places.get(name)?.some((place) => place >= low - before && place <= high + before) === true,
	);
}

const negations = new Set(['tidak', 'bukan', 'belum', 'tanpa', 'not', 'no']);
/** Words that may stand between a negation and what it denies: "tidak sampai pingsan". */
const links = new Set(['sampai', 'ada', 'pernah', 'yang', 'sedang', 'lagi', 'keadaan', 'kondisi']);

/** Whether the word at `place` is denied by the words right before it. */
function isDenied(forms: readonly string[], place: number): boolean {
	for (let at = place - 1; at >= 0 && at >= place - 3; at--) {
		const form = forms[at] ?? '';
		if (negations.has(form)) return true;
		if (!links.has(form)) return false;
	}
	return false;
}

/** A reason to be calm that a message gives: for which dangers, and the word that their signs must be near to. */
interface Calm {
	danger: readonly DangerKind[];
	name: number;
	within: number;
}

function calmIn(places: Places, calming: readonly Calming[]): Calm[] {
	return calming.flatMap(({ danger, when, still, within }) =>
		still.some((name) => places.has(name))
			? []
			: when.flatMap((line) =>
					line.every((name) => places.has(name)) ? [{ danger, name: line[0] ?? -1, within }] : [],
				),
	);
}

/** Whether a reason to be calm about `kind` stands near the sign. */
function calmed(
	places: Places,
	reasons: readonly Calm[],
	kind: DangerKind,
	[low, high]: readonly [number, number],
): boolean {
	return reasons.some(
		({ danger, name, within }) =>
			danger.includes(kind) &&
			places.get(name)?.some((place) => place >= low - within && place <= high + within) === true,
	);
}

/** Prepares classes and signals; a signal that names an unknown class is reported and left out. */
export function makeSignals(
	content: PhraseContent,
	files: readonly PhraseFile[] = [],
): { signals: Signals; findings: Finding[] } {
	const names = Object.keys(content.classes);
	const exact = new Map<string, number[]>();
	const starts: { start: string; name: number }[] = [];
	const phrases = new Map<string, { rest: readonly string[]; name: number }[]>();
	const push = <T>(map: Map<string, T[]>, at: string, item: T): void => {
		const list = map.get(at);
		if (list === undefined) map.set(at, [item]);
		else list.push(item);
	};
	for (const [name, entries] of Object.values(content.classes).entries()) {
		for (const entry of entries) {
			const [first = '', ...rest] = entry.split(/\s+/u);
			if (rest.length > 0) push(phrases, first, { rest, name });
			else if (first.endsWith('*')) starts.push({ start: first.slice(0, -1), name });
			else push(exact, first, name);
		}
	}
	const findings: Finding[] = [];
	/** Whether all these classes are declared; those that are not are reported. */
	function declared(wanted: readonly string[], what: string, ...near: readonly string[]): boolean {
		const missing = wanted.filter((name) => name !== '' && !names.includes(name));
		for (const name of missing) {
			findings.push(
				finding(
					spotOfWords(files, name, ...near),
					'phrases.class.unknown',
					`${what} names the class "${name}", which is not declared.`,
					'Declare it under classes:, or correct the name.',
				),
			);
		}
		return missing.length === 0;
	}
	const numbers = (wanted: readonly string[]): number[] => wanted.map((name) => names.indexOf(name));
	const calming = content.calm.flatMap((calm): Calming[] => {
		const when = calm.when.map((line) => line.split(/\s+/u));
		return declared([...when.flat(), ...calm.still], `What calms ${calm.danger.join(', ')}`)
			? [{ ...calm, when: when.map(numbers), still: numbers(calm.still) }]
			: [];
	});
	const denied = new Set(declared(content.denied, 'The list of what can be denied') ? numbers(content.denied) : []);
	const compiled: Compiled[] = content.signals.flatMap((signal: Signal): Compiled[] => {
		const wanted = [...signal.when.flatMap((line) => line.split(/[\s>]+/u)), ...signal.unless];
		if (!declared(wanted, `A signal for ${signal.danger}`, `danger: ${signal.danger}`)) return [];
		return [
			{
				kind: signal.danger,
				grade: signal.grade,
				within: signal.within,
				unless: numbers(signal.unless),
				conditions: signal.when.map((line) => ({
					ordered: line.includes('>'),
					classes: line.split(/[\s>]+/u).flatMap((name) => (name === '' ? [] : [names.indexOf(name)])),
				})),
			},
		];
	});
	const memo = new Map<string, readonly number[]>();

	function classesOf(form: string): readonly number[] {
		const seen = memo.get(form);
		if (seen !== undefined) return seen;
		const found = [
			...(exact.get(form) ?? []),
			...starts.filter(({ start }) => form.startsWith(start)).map(({ name }) => name),
		];
		if (memo.size >= 20_000) memo.clear();
		memo.set(form, found);
		return found;
	}

	function locate(words: readonly Word[]): Places {
		const places = new Map<number, number[]>();
		const forms: string[] = [];
		const mark = (name: number, place: number): void => {
			const list = places.get(name);
			if (denied.has(name) && isDenied(forms, place)) return;
			if (list === undefined) places.set(name, [place]);
			else if (list.at(-1) !== place) list.push(place);
		};
		for (const word of words) {
			for (const gloss of word.gloss.split(' ')) {
				const place = forms.length;
				forms.push(gloss);
				const variants = gloss === word.gloss ? new Set([gloss, word.surface, word.stem]) : new Set([gloss]);
				for (const form of variants) for (const name of classesOf(form)) mark(name, place);
			}
		}
		for (let place = 0; place < forms.length; place++) {
			for (const { rest, name } of phrases.get(forms[place] ?? '') ?? []) {
				if (rest.every((form, at) => forms[place + 1 + at] === form)) mark(name, place);
			}
		}
		return places;
	}

	const light = ['gurau', 'aman'].map((name) => names.indexOf(name));
	return {
		findings,
		signals: {
			find(words) {
				const places = locate(words);
				const found = new Map<DangerKind, Shown>();
				const reasons = calmIn(places, calming);
				for (const rule of compiled) {
					if (found.get(rule.kind)?.grade === 'certain' || (found.has(rule.kind) && rule.grade === 'possible'))
						continue;
					const shown = rule.conditions.some((condition) => {
						const at = span(places, condition, rule.within);
						return at !== null && !cancelled(places, rule.unless, at) && !calmed(places, reasons, rule.kind, at);
					});
					if (shown) found.set(rule.kind, { kind: rule.kind, grade: rule.grade });
				}
				return {
					shown: [...found.values()],
					light: light.some((name) => places.has(name)),
					calm: new Set(reasons.flatMap(({ danger }) => danger)),
				};
			},
		},
	};
}
