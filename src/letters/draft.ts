import type { Knowledge, LegalGround } from '../knowledge/index.ts';
import type { Letter, Matter } from './matter.ts';
import { failureNames, longDate, subjects } from './words.ts';

/** Longest words of a person that are quoted, in UTF-16 units; a letter that nobody reads to its end helps nobody. */
const longestQuote = 400;

/** A draft for a human to read: what happened, what the law says, what is asked. A worker approves it before it leaves. */
export function draftLetter(matter: Matter, knowledge: Pick<Knowledge, 'grounds'>): Letter {
	const grounds = fittingGrounds(matter, knowledge);
	const paragraphs = [
		'Dengan hormat,',
		happened(matter),
		[refused(matter), ...asked(matter)].join(' '),
		...about(matter),
		...earlier(matter),
		...(grounds.length === 0 ? [] : [numbered('Dasar permohonan saya:', grounds.map(cited))]),
		...failed(matter),
		numbered('Karena itu saya memohon:', requests(matter)),
		'Bersama surat ini saya lampirkan bukti yang saya punya. Saya mohon identitas saya dijaga.',
	];
	return { kind: matter.kind, to: addressee(matter), subject: subjects[matter.kind], body: paragraphs.join('\n\n') };
}

/** The grounds that may be cited in this matter, the most particular first: those of its right, then those that always hold. */
export function fittingGrounds(matter: Matter, { grounds }: Pick<Knowledge, 'grounds'>): readonly LegalGround[] {
	const fits = (wanted: readonly string[], given: readonly string[]) =>
		wanted.length === 0 || wanted.some((one) => given.includes(one));
	return [...grounds.values()].filter(
		(ground) =>
			!ground.withheld &&
			ground.letters.includes(matter.kind) &&
			fits(ground.needs, matter.needs) &&
			fits(ground.rights, matter.right === null ? [] : [matter.right.id]) &&
			fits(ground.failures, matter.failures),
	);
}

function addressee({ kind, institution }: Matter): string {
	if (kind === 'ombudsman_report') return 'Ombudsman Republik Indonesia';
	return institution === null ? 'Pimpinan (nama kantor)' : `Pimpinan ${quoted(institution)}`;
}

function happened({ institution, service, refusedOn }: Matter): string {
	const when = refusedOn === null ? 'Pada (tanggal)' : `Pada ${longDate(refusedOn)}`;
	const where = institution === null ? '(nama kantor)' : quoted(institution);
	const what = service === null ? '(tulis yang diminta)' : quoted(service);
	return `${when} saya meminta pelayanan di ${where}. Yang saya minta: ${what}.`;
}

function refused({ reason }: Matter): string {
	const answer =
		reason === null
			? 'Alasan yang disampaikan kepada saya: (tulis alasannya, atau "tidak ada").'
			: `Alasan yang disampaikan kepada saya: "${quoted(reason)}".`;
	return `Permintaan saya tidak dipenuhi. ${answer}`;
}

function asked({ money, papers }: Matter): readonly string[] {
	return [
		...(money === null ? [] : [`Saya dimintai uang: ${quoted(money)}.`]),
		...(papers === null ? [] : [`Saya diminta membawa surat lain: ${quoted(papers)}.`]),
	];
}

/** What is given by quota is not claimed as owed. */
function about({ right }: Matter): readonly string[] {
	if (right === null || right.withheld) return [];
	return right.receipt === 'entitlement'
		? [`Ini menyangkut hak saya, yaitu: ${right.name.id}.`]
		: [`Permintaan ini menyangkut ${right.name.id}. Saya meminta diperiksa dan diproses dengan adil.`];
}

function earlier({ earlier: before }: Matter): readonly string[] {
	if (before === null) return [];
	const answer = before.answered ? 'Jawabannya tidak menyelesaikan masalah saya.' : 'Sampai hari ini belum dijawab.';
	return [`Pada ${longDate(before.on)} saya sudah mengadu kepada ${quoted(before.to)}. ${answer}`];
}

function failed({ kind, failures }: Matter): readonly string[] {
	if (kind !== 'ombudsman_report' || failures.length === 0) return [];
	return [`Menurut saya ada dugaan maladministrasi: ${failures.map((failure) => failureNames[failure]).join('; ')}.`];
}

function requests({ kind, money, papers }: Matter): readonly string[] {
	const service = {
		complaint: 'agar permintaan saya dilayani sesuai aturan;',
		objection: 'agar keputusan atau tindakan itu diperiksa ulang dan diperbaiki;',
		ombudsman_report: 'agar laporan ini diperiksa dan saya dibantu mendapatkan pelayanan;',
	}[kind];
	return [
		service,
		...(money === null ? [] : ['agar tidak ada uang yang dipungut dari saya, dan yang sudah saya bayar dikembalikan;']),
		...(papers === null ? [] : ['agar ditunjukkan aturan yang mewajibkan surat itu;']),
		'agar saya mendapat jawaban tertulis, dengan alasan dan dasar hukumnya.',
	];
}

const cited = ({ law, says }: LegalGround): string => `${law}: ${says.id}`;

function numbered(head: string, lines: readonly string[]): string {
	return [head, ...lines.map((line, at) => `${at + 1}. ${line}`)].join('\n');
}

/** A person's words on one line, without marks that would end the quotation, cut by whole characters. */
function quoted(words: string): string {
	const line = words
		.replace(/\s+/gu, ' ')
		.replace(/["“”]/gu, "'")
		.trim()
		.replace(/[.\s]+$/u, '');
	if (line.length <= longestQuote) return line;
	const letters = [...new Intl.Segmenter('id').segment(line)].map(({ segment }) => segment);
	let cut = '';
	for (const letter of letters) {
		if (cut.length + letter.length >= longestQuote) break;
		cut += letter;
	}
	return `${cut.trimEnd()}…`;
}
