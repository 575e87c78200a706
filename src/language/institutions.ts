import { cap, clean } from './clean.ts';

/** Kinds of institutions that people name in messages. */
export type NamedKind =
	| 'hospital'
	| 'health_centre'
	| 'social_office'
	| 'civil_registry'
	| 'village'
	| 'school'
	| 'insurance'
	| 'police'
	| 'office';

/** An institution named in a message, as a person would write it: "RSUD Cibinong". */
export interface NamedInstitution {
	kind: NamedKind;
	name: string;
	/** It has a name of its own beyond its kind, or there is only one of its kind at a place. */
	named: boolean;
}

/** Beginnings of names, longest first; `proper` ones name an institution without more. */
const beginnings: readonly { words: string; kind: NamedKind; written: string; proper?: true }[] = [
	...['rumah sakit umum daerah', 'rsud'].map((words) => ({ words, kind: 'hospital' as const, written: 'RSUD' })),
	...['rumah sakit', 'rmh sakit', 'rs'].map((words) => ({ words, kind: 'hospital' as const, written: 'RS' })),
	...['rsup', 'rsu', 'rsia', 'rsj', 'rsab'].map((words) => ({
		words,
		kind: 'hospital' as const,
		written: words.toUpperCase(),
	})),
	...['puskesmas', 'puskes', 'pkm', 'pukesmas'].map((words) => ({
		words,
		kind: 'health_centre' as const,
		written: 'Puskesmas',
	})),
	...['pustu', 'klinik'].map((words) => ({ words, kind: 'health_centre' as const, written: title(words) })),
	...['dinas sosial', 'dinsos', 'kantor dinsos'].map((words) => ({
		words,
		kind: 'social_office' as const,
		written: 'Dinas Sosial',
		proper: true as const,
	})),
	...['disdukcapil', 'dukcapil', 'catatan sipil', 'capil'].map((words) => ({
		words,
		kind: 'civil_registry' as const,
		written: 'Dukcapil',
		proper: true as const,
	})),
	...['bpjs kesehatan', 'kantor bpjs', 'bpjs ketenagakerjaan'].map((words) => ({
		words,
		kind: 'insurance' as const,
		written: words === 'bpjs ketenagakerjaan' ? 'BPJS Ketenagakerjaan' : 'BPJS Kesehatan',
		proper: true as const,
	})),
	...['kantor kelurahan', 'kelurahan', 'kel'].map((words) => ({
		words,
		kind: 'village' as const,
		written: 'Kelurahan',
	})),
	...['kantor desa', 'balai desa'].map((words) => ({ words, kind: 'village' as const, written: 'Kantor Desa' })),
	...['kantor kecamatan', 'kecamatan'].map((words) => ({ words, kind: 'village' as const, written: 'Kecamatan' })),
	...['sdn', 'smpn', 'sman', 'smkn', 'min', 'mtsn', 'man'].map((words) => ({
		words,
		kind: 'school' as const,
		written: words.toUpperCase(),
	})),
	...['sd negeri', 'smp negeri', 'sma negeri', 'smk negeri', 'sd', 'smp', 'sma', 'smk', 'tk', 'mi', 'mts', 'slb'].map(
		(words) => ({
			words,
			kind: 'school' as const,
			written: words.replace(/^\w+/u, (short) => short.toUpperCase()).replace('negeri', 'Negeri'),
		}),
	),
	...['polsek', 'polres', 'polda'].map((words) => ({ words, kind: 'police' as const, written: title(words) })),
	...['kua', 'pln', 'pdam', 'kantor pos'].map((words) => ({
		words,
		kind: 'office' as const,
		written: words === 'kantor pos' ? 'Kantor Pos' : words.toUpperCase(),
		proper: true as const,
	})),
].toSorted((a, b) => b.words.length - a.words.length);

/** Kinds whose beginnings are ordinary words, too: only a number or a capital letter makes them a name. */
const wary = new Set(['min', 'man', 'mi', 'kel', 'sd', 'smp', 'sma', 'smk', 'tk', 'pkm', 'mts', 'slb']);

const ends = new Set(
	(
		'saya sy aku kami kita dia mereka yang yg di ke dari dan atau ini itu ya pak bu kak mas mbak min bang dek kata katanya ' +
		'bilang blg bilangnya disuruh suruh nyuruh ditolak tolak nolak menolak karena krn gara soalnya tapi tp padahal terus trs ' +
		'minta diminta dimintai dipungut bayar uang duit tidak tdk gak ga nggak ngga enggak belum blm bukan mau sudah udah sdh udh ' +
		'sama dengan dgn untuk buat kalau kalo klo lagi masih juga jg pas waktu saat tadi td kemarin kmrn besok senin selasa rabu ' +
		'kamis jumat sabtu minggu hari pagi siang sore malam semalam jam penuh habis tutup buka kosong ada gada nya jadi harus hrs ' +
		'bisa bs boleh cuma cm hanya saja aja malah langsung dapat dpt antri nunggu dokter bidan petugas perawat satpam pegawai kader ' +
		'rujukan kartu bpjs kis ktp kk akta obat anak ibu bapak istri suami nenek kakek adik kakak berobat periksa kontrol operasi ' +
		'rawat inap ngurus urus mengurus dioper pulang balik kenapa gimana apa kapan mana tolong mohon dekat deket jauh umum daerah ' +
		'swasta negeri setempat terdekat sini situ sana kelas keluarga orang rumah sakit sekolah guru murid kepala lurah camat rt rw ' +
		'and the is said told says refused asked because but for my i we they sent us me'
	).split(' '),
);
/** What was done to somebody there: "dipersulit". */
const suffered =
	/^di(?:per|suruh|minta|tolak|oper|bilang|pungut|palak|usir|layani|cuek|pingpong|kasih|anggap|potong|bohong|marah|bentak)/u;
const longestName = 3;

function title(words: string): string {
	return words.replace(/(?<![\p{L}\d])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

function nameAfter(words: readonly string[], from: number): string[] {
	const name: string[] = [];
	for (const word of words.slice(from, from + longestName)) {
		const ends_here =
			ends.has(word) || suffered.test(word) || !/^[\p{L}\d'’.-]+$/u.test(word) || /^\d{4,}$/u.test(word);
		if (ends_here) break;
		name.push(word);
	}
	return name;
}

/** Institutions named in a message, in order, each once: "ditolak RSUD cibinong", "kelurahan tugu utara", "SDN 2 Cilincing". */
export function institutionsIn(text: string): NamedInstitution[] {
	const pieces = clean(cap(text)).split(/[.,;:!?()\n"]+(?:\s|$)/u);
	const found = new Map<string, NamedInstitution>();
	for (const piece of pieces) {
		const words = piece.split(' ').filter((word) => word !== '');
		for (let at = 0; at < words.length; at++) {
			const start = beginnings.find((one) => words.slice(at, at + one.words.split(' ').length).join(' ') === one.words);
			if (start === undefined) continue;
			const length = start.words.split(' ').length;
			const name = nameAfter(words, at + length);
			at += length + name.length - 1;
			if (wary.has(start.words) && !/^\d{1,3}$/u.test(name[0] ?? '')) continue;
			const written = [start.written, title(name.join(' '))].join(' ').trim();
			const named = name.length > 0 || start.proper === true;
			found.set(written, { kind: start.kind, name: written, named });
		}
	}
	return [...found.values()];
}
