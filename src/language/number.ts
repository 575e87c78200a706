import { clean } from './clean.ts';
import { asciiDigits } from './digits.ts';

const units: Readonly<Record<string, number>> = {
	...{
		ratus: 100,
		ratusan: 100,
		ribu: 1e3,
		rb: 1e3,
		rbu: 1e3,
		rebu: 1e3,
		ewu: 1e3,
		k: 1e3,
		juta: 1e6,
		jt: 1e6,
		jeti: 1e6,
		yuta: 1e6,
	},
	...{
		miliar: 1e9,
		milyar: 1e9,
		m: 1e9,
		triliun: 1e12,
		hundred: 100,
		thousand: 1e3,
		million: 1e6,
		atus: 100,
		rebuan: 1e3,
		jutaan: 1e6,
	},
};

const small: Readonly<Record<string, number>> = {
	...{
		nol: 0,
		satu: 1,
		dua: 2,
		tiga: 3,
		empat: 4,
		lima: 5,
		enam: 6,
		tujuh: 7,
		delapan: 8,
		sembilan: 9,
		sepuluh: 10,
		sebelas: 11,
	},
	...{
		atu: 1,
		tige: 3,
		ampat: 4,
		anam: 6,
		tuju: 7,
		lapan: 8,
		dlapan: 8,
		selusin: 12,
		seorang: 1,
		sebiji: 1,
		sekeluarga: Number.NaN,
	},
	...{
		siji: 1,
		loro: 2,
		telu: 3,
		papat: 4,
		limo: 5,
		nem: 6,
		pitu: 7,
		wolu: 8,
		sanga: 9,
		songo: 9,
		setunggal: 1,
		kalih: 2,
		sekawan: 4,
		gangsal: 5,
	},
	...{
		hiji: 1,
		tilu: 3,
		opat: 4,
		genep: 6,
		dalapan: 8,
		salapan: 9,
		sapuluh: 10,
		sabelas: 11,
		tigo: 3,
		duo: 2,
		ampek: 4,
		sekitaran: Number.NaN,
	},
	...{
		zero: 0,
		one: 1,
		two: 2,
		three: 3,
		four: 4,
		five: 5,
		six: 6,
		seven: 7,
		eight: 8,
		nine: 9,
		ten: 10,
		eleven: 11,
		twelve: 12,
		twenty: 20,
	},
	...{ thirty: 30, forty: 40, fifty: 50, thirteen: 13, fourteen: 14, fifteen: 15 },
	...{ berdua: 2, bertiga: 3, berempat: 4, berlima: 5, berenam: 6, bertujuh: 7, berdelapan: 8 },
	...{ seceng: 1e3, goceng: 5e3, ceban: 1e4, noban: 2e4, goban: 5e4, cepek: 100, gopek: 500, gocap: 50, noceng: 2e3 },
	...{
		seratus: 100,
		seribu: 1e3,
		sejuta: 1e6,
		semiliar: 1e9,
		semilyar: 1e9,
		satus: 100,
		sewu: 1e3,
		sayuta: 1e6,
		saratus: 100,
		sarebu: 1e3,
	},
};

const halves = new Set(['setengah', 'stengah', 'satengah', 'separo', 'half']);
/** Words after which a number is no longer the single answer: a range, a bound, a negation, a fraction of something. */
const vague =
	/\b(bukan|kurang dari|lebih dari|kurang lebih dari|diatas|di atas|dibawah|di bawah|minimal|maksimal|paling banyak|salah satu|sampai|sampe|s\/d|hingga|antara|per(?= ?\d)|not|ora|teu)\b/u;

interface Part {
	value: number;
	/** A plain number that a unit may follow ("1,5" jt), as against one that is complete. */
	unit: number | null;
}

/** Reads digits with Indonesian separators: points group thousands, a comma starts decimals. Null when in doubt. */
function digits(written: string, unitFollows: boolean): number | null {
	if (/^\d+$/u.test(written)) return written.length > 15 || /^0\d{7,}$/u.test(written) ? null : Number(written);
	if (/^\d{1,3}(\.\d{3})+(,\d{1,2})?$/u.test(written)) return Number(written.replaceAll('.', '').replace(',', '.'));
	if (/^\d{1,9},\d{1,2}$/u.test(written)) return Number(written.replace(',', '.'));
	if (unitFollows && /^\d{1,6}[.,]\d{1,3}$/u.test(written)) return Number(written.replace(',', '.'));
	return null;
}

const shape = /^(\d[\d.,]*?)[.,]?(?:-)?([a-z]*)$/u;

/** The value of words that follow one another as one number ("dua juta lima ratus ribu"), or null when they are no number. */
function compose(parts: readonly Part[]): number | null {
	let total = 0;
	let group = 0;
	let scale = Number.POSITIVE_INFINITY;
	for (const part of parts) {
		if (part.unit === null) {
			group += part.value;
			continue;
		}
		if (part.unit >= 1000) {
			if (part.unit >= scale) return null;
			scale = part.unit;
			total += (group === 0 ? 1 : group) * part.unit;
			group = 0;
		} else {
			const last = group % part.unit;
			group = group - last + (last === 0 ? 1 : last) * part.unit;
		}
	}
	return total + group;
}

/** "dua puluh lima": after a plain number below ten only a unit may follow; "dua tiga" is two numbers. */
function wordNumber(words: readonly string[], from: number): { value: number; next: number } | null {
	const parts: Part[] = [];
	let at = from;
	let open = Number.POSITIVE_INFINITY;
	let half = 0;
	for (; at < words.length; at++) {
		const word = words[at] ?? '';
		const unit = units[word] ?? (word === 'puluh' || word === 'puluhan' ? 10 : word === 'belas' ? -10 : undefined);
		if (unit !== undefined) {
			if (parts.length === 0 || word === 'm' || word === 'k') break;
			if (unit === -10) {
				const last = parts.pop();
				if (last === undefined) break;
				parts.push({ value: last.value + 10, unit: null });
			} else parts.push({ value: 0, unit });
			open = unit === -10 ? 1 : unit;
			continue;
		}
		if (halves.has(word)) {
			const last = parts.at(-1);
			const following = units[words[at + 1] ?? ''];
			if (parts.length === 0 || last?.unit === null) {
				if (following === undefined) {
					if (parts.length === 0) return null;
					half = 0.5;
					continue;
				}
				parts.push({ value: 0.5, unit: null });
				continue;
			}
			half = 0.5 * (last?.unit ?? 1);
			continue;
		}
		const value = small[word];
		if (value === undefined || Number.isNaN(value) || (value >= open && open !== Number.POSITIVE_INFINITY)) break;
		const last = parts.at(-1);
		if (last !== undefined && last.unit === null && value !== 0) break;
		if (value === 100 || value === 1e3 || value === 1e6 || value === 1e9) {
			parts.push({ value: 1, unit: null }, { value: 0, unit: value });
			open = value;
		} else {
			parts.push({ value, unit: null });
			open = value >= 10 ? 1 : 10;
		}
	}
	if (parts.length === 0) return null;
	const value = compose(parts);
	return value === null ? null : { value: value + half, next: at };
}

/**
 * The single number of an answer, or null when there is none, more than one, or a doubt about what was meant.
 * "Rp 1.500.000" → 1500000, "1,5 jt", "dua puluh lima", "4 orang"; "3-4 juta", "2,000.50" and "1e3" are asked again.
 */
export function number(text: string): number | null {
	if (text.length > 300) return null;
	const plain = asciiDigits(clean(text));
	if (vague.test(plain) || /[<>≤≥½¼¾⁄]/u.test(plain)) return null;
	if (/\d\s*[-–—~/:]\s*\d/u.test(plain)) return null;
	const words = plain
		.replace(/\b(rp|idr)\b\.?/gu, ' ')
		.replace(/\brp\.?(?=\d)/gu, ' ')
		.replace(/(\d)\s*,\s*-/gu, '$1 ')
		.replace(/(^|\s)-(?=\d)/gu, '$1−')
		.split(/[^\p{L}\p{M}\p{N}.,−]+|[.,](?=\s|$)|(?<=^|\s)[.,]+/u)
		.filter((word) => word !== '' && word !== undefined);
	const found: number[] = [];
	for (let at = 0; at < words.length; ) {
		const word = words[at] ?? '';
		const negative = word.startsWith('−');
		const written = negative ? word.slice(1) : word;
		if (/^\d/u.test(written)) {
			const match = shape.exec(written);
			if (match === null) return null;
			let glued = match[2] ?? '';
			let next = at + 1;
			if (glued === '' && units[words[next] ?? ''] !== undefined) {
				glued = words[next] ?? '';
				next++;
			}
			const scale = units[glued];
			const value = digits(match[1] ?? '', scale !== undefined);
			if (value === null) return null;
			let amount = value * (scale ?? 1);
			while (units[words[next] ?? ''] !== undefined && scale !== undefined) {
				amount *= units[words[next] ?? ''] ?? 1;
				next++;
			}
			if (scale !== undefined && scale >= 1e3) {
				if (halves.has(words[next] ?? '')) {
					amount += scale / 2;
					next++;
				}
				const rest = /^\d/u.test(words[next] ?? '') ? /^(\d+)([a-z]*)$/u.exec(words[next] ?? '') : null;
				const restUnit = rest === null ? undefined : units[rest[2] === '' ? (words[next + 1] ?? '') : (rest[2] ?? '')];
				if (rest !== null && restUnit !== undefined && Number(rest[1]) * restUnit < scale) {
					amount += Number(rest[1]) * restUnit;
					next += rest[2] === '' ? 2 : 1;
				}
			}
			amount = Math.round(amount * 1e6) / 1e6;
			found.push(negative ? -amount : amount);
			at = next;
			continue;
		}
		if (/\d/u.test(word)) return null;
		const worded = small[word] !== undefined || halves.has(word) ? wordNumber(words, at) : null;
		if (worded === null) at++;
		else {
			found.push(worded.value);
			at = worded.next;
		}
	}
	const first = found[0];
	return first !== undefined && Number.isFinite(first) && found.every((value) => value === first) ? first : null;
}
