import {
	compileFlows,
	defaultLimits,
	type EngineEvent,
	type EngineRelease,
	type Input,
	type Limits,
	type Session,
	type StepContext,
	step,
} from '../../src/engine/index.ts';
import { compileKnowledge } from '../../src/knowledge/index.ts';
import { buildLanguage } from '../../src/language/index.ts';
import type { Finding } from '../../src/yaml/index.ts';

const needs = [
	'food',
	'clothing',
	'shelter',
	'utilities',
	'health',
	'education',
	'work',
	'documents',
	'care',
	'safety',
	'mental_health',
	'legal_aid',
	'debt',
	'disaster',
	'social_assistance',
];
const source = '[{ id: a, title: A law, address: null, seen_on: "2025-01-01", confidence: seen-official }]';
const knowledgeFiles = new Map([
	[
		'knowledge/needs.yaml',
		`needs:\n${needs.map((id) => `  - { id: ${id}, name: { id: "${id}", en: "${id}" }, short: { id: "soal ${id}", en: "about ${id}" }, basis: null, sources: ${source} }`).join('\n')}`,
	],
	[
		'knowledge/facts/uji.yaml',
		`facts:
  - { id: uji.nama, type: text, sensitivity: low, question: { id: "Siapa namanya?", en: "What is the name?" } }
  - { id: uji.jumlah, type: number, sensitivity: low, question: { id: "Berapa orang?", en: "How many people?" }, min: 1, max: 30 }
  - { id: uji.lahir, type: date, sensitivity: personal, question: { id: "Kapan lahir?", en: "When born?" } }
  - { id: uji.tempat, type: region, sensitivity: low, question: { id: "Tinggal di mana?", en: "Where do you live?" } }
  - { id: uji.sekolah, type: yesno, sensitivity: low, question: { id: "Apakah sekolah?", en: "At school?" } }
  - { id: uji.orang, type: people, sensitivity: low, question: { id: "Siapa serumah?", en: "Who lives there?" } }
  - { id: uji.lansia, type: yesno, sensitivity: low, from: "uji.orang.exists(m, m.umur >= 60)", question: { id: "Ada lansia?", en: "An elder?" } }
  - { id: uji.balita, type: yesno, sensitivity: low, from: 'uji.orang.exists(m, m.hubungan == "anak" && m.umur < 5)', question: { id: "Ada balita?", en: "A small child?" } }
  - { id: uji.banyak, type: number, sensitivity: low, from: "uji.orang.size()", question: { id: "Berapa jiwa?", en: "How many?" } }
  - id: uji.sering
    type: choice
    sensitivity: low
    question: { id: "Seberapa sering?", en: "How often?" }
    choices:
      - { id: sering, label: { id: Sering, en: Often }, also: [tiap hari] }
      - { id: tidak, label: { id: Tidak pernah, en: Never } }
`,
	],
	[
		'knowledge/institutions/uji-org.yaml',
		`organization: { id: uji-org, name: { id: Uji, en: Test }, description: { id: Uji, en: Test }, sources: ${source} }
services:
  - id: uji-110
    name: { id: Polisi 110, en: Police 110 }
    description: { id: Polisi, en: Police }
    needs: [safety]
    dangers: [violence]
    phones: [{ number: "110", type: voice }]
    always: true
    service_area: [nasional]
    sources: ${source}
`,
	],
	[
		'knowledge/rights/uji-hak.yaml',
		`id: uji-hak
name: { id: Hak uji, en: Test right }
needs: [food]
level: nasional
status: active
receipt: entitlement
weight: 50
summary: { id: Memberi beras., en: Gives rice. }
rules:
  - id: banyak
    when: 'uji.jumlah >= 4'
    sources: [a]
    pass: { id: Keluarga Anda besar., en: Your family is large. }
    fail: { id: Aturannya untuk keluarga besar., en: The rule is for large families. }
    fix: { id: Tanyakan ke desa., en: Ask the village. }
documents: [{ id: ktp, name: { id: KTP, en: Identity card }, without: { id: Minta surat desa., en: Ask the village for a letter. } }]
apply: { services: [uji-110], how: { id: Datang ke desa., en: Go to the village. } }
cost: { id: Gratis, en: Free }
if_refused: [{ service: uji-110, how: { id: Lapor., en: Report. }, sources: [a] }]
sources: ${source}
checked_on: "2025-01-01"
`,
	],
	[
		'knowledge/rights/uji-rumah.yaml',
		`id: uji-rumah
name: { id: Hak serumah, en: Household right }
needs: [care]
level: nasional
status: active
receipt: entitlement
weight: 50
summary: { id: Membantu keluarga., en: Helps families. }
rules:
  - id: ada
    when: 'uji.lansia || uji.balita || uji.banyak >= 5'
    sources: [a]
    pass: { id: Ada yang dihitung., en: Somebody counts. }
    fail: { id: Tidak ada yang dihitung., en: Nobody counts. }
    fix: { id: Tanyakan ke desa., en: Ask the village. }
apply: { services: [uji-110], how: { id: Datang ke desa., en: Go to the village. } }
cost: { id: Gratis, en: Free }
sources: ${source}
checked_on: "2025-01-01"
`,
	],
]);
/** Words that mean nothing in particular: without them the little model would take every message for something. */
const small =
	'oke baik ya tidak siap sip sudah nanti besok lusa kemarin satu dua tiga empat lima enam tujuh Ayu Budi Sri Eko jalan rumah kelas sekolah banyak sedikit hmm apa siapa mana kapan RSUD English nomor pilih menu bantuan kembali 1 2 3 5 30'.split(
		' ',
	);
const everyday = [
	'saya tinggal dengan suami',
	'anak saya kelas tiga',
	'saya mau tanya dulu',
	'suami saya di rumah',
	'anak saya umur lima tahun',
	'saya pilih yang itu',
];
const phrases = [
	{
		file: 'knowledge/phrases/uji.yaml',
		content: {
			phrases: [
				{
					needs: ['food'],
					intent: 'state_need',
					say: [
						'beras habis',
						'kami tidak punya beras',
						'butuh beras',
						'beras di rumah habis',
						'sekarang beras habis',
						'anak saya butuh beras',
					],
				},
				{
					intent: 'want_human',
					say: [
						'mau bicara dengan orang',
						'saya mau ngobrol sama petugas langsung',
						'bisa bicara dengan orang',
						'mau bicara langsung dengan orang',
						'tolong, mau bicara dengan orang',
					],
				},
				{ intent: 'greet', say: ['halo', 'selamat pagi', 'assalamualaikum', 'halo bu'] },
				{
					needs: ['safety'],
					danger: ['violence'],
					intent: 'state_need',
					say: ['saya dipukuli suami', 'suami memukul saya lagi'],
				},
				{
					intent: 'other',
					say: [...everyday, ...small, ...small.map((word, at) => `${word} ${small[(at * 7 + 3) % small.length]}`)],
				},
			],
		},
	},
];

/** Flows with every role, as small as they can be; a test puts its own beside them. */
const roles: Readonly<Record<string, string>> = {
	sambut:
		'flow: sambut\ntitle: Sambut\nrole: welcome\nstart: a\nnodes:\n  a: { say: Selamat datang, next: b }\n  b: { call: uji }',
	menu: 'flow: menu\ntitle: Menu\nrole: menu\nwords: [menu]\nstart: a\nnodes:\n  a: { say: Ini menu. }',
	cerita:
		'flow: cerita\ntitle: Cerita\nrole: story\nstart: a\nnodes:\n  a: { ask: { listen: true, text: Ceritakan }, next: b }\n  b: { say: "Tentang {hakku.needs}." }',
	berhenti:
		'flow: berhenti\ntitle: Berhenti\nrole: stop\nwords: [berhenti, STOP, arrêt, توقف]\nstart: a\nnodes:\n  a: { effect: opt_out, next: b }\n  b: { say: Kami diam. }',
	hapus:
		'flow: hapus\ntitle: Hapus\nrole: erase\nwords: [hapus data]\nstart: a\nnodes:\n  a: { ask: { text: "Yakin hapus?", choices: [{ id: ya, label: Ya, goto: b }, { id: tidak, label: Tidak, goto: c }] } }\n  b: { effect: erase, next: d }\n  c: { say: Tidak jadi. }\n  d: { say: Terhapus. }',
	petugas:
		'flow: petugas\ntitle: Petugas\nrole: human\nwords: [petugas]\nintents: [want_human]\nstart: a\nnodes:\n  a: { say: Petugas menyusul., next: b }\n  b: { handoff: { reason: Minta petugas } }',
	bahaya:
		'flow: bahaya\ntitle: Bahaya\nrole: danger\nwords: [bahaya]\nstart: a\nnodes:\n  a: { say: "Telepon {service:uji-110}", next: b }\n  b: { handoff: { reason: Bahaya, priority: danger } }',
	bantuan: 'flow: bantuan\ntitle: Bantuan\nrole: help\nwords: [bantuan]\nstart: a\nnodes:\n  a: { say: Ini bantuan. }',
	bahasa:
		'flow: bahasa\ntitle: Bahasa\nrole: language\nwords: [english]\nstart: a\nnodes:\n  a: { set: { hakku.language: \'"en"\' }, next: b }\n  b: { say: Bahasa diganti. }',
	kembali_bot: 'flow: kembali_bot\ntitle: Kembali\nrole: returned\nstart: a\nnodes:\n  a: { say: Hakku kembali. }',
};

const phraseKeys = [
	'not_understood',
	'not_a_number',
	'number_out_of_range',
	'not_a_date',
	'region_which',
	'region_many',
	'region_noted',
	'not_a_region',
	'not_yes_no',
	'not_a_choice',
	'number_ambiguous',
	'too_long',
	'media_not_read',
	'old_button',
	'ask_human_offer',
	'yes_label',
	'no_label',
	'dont_know_label',
	'back_done',
	'back_nothing',
	'resume',
	'more_label',
	'enough_label',
	'rights_intro',
	'rights_none',
	'rights_more',
	'rights_done',
	'problem',
	'data_title',
	'data_nothing',
	'people_more',
	'people_alone_label',
	'people_all_label',
	'people_wrong_label',
	'people_not_heard',
	'sheet_sent',
	'sheet_nothing',
	'sheet_not_here',
];
const special: Readonly<Record<string, string>> = {
	yes_label: 'Ya',
	no_label: 'Tidak',
	dont_know_label: 'Tidak tahu',
	more_label: 'Lagi',
	enough_label: 'Cukup',
	number_out_of_range: 'antara {0} dan {1}',
	number_ambiguous: '{0} atau {1}?',
	region_noted: 'Dicatat: {0}',
};

function locale(language: string): string {
	const lines = phraseKeys.map((key) => `  ${key}: "${special[key] ?? `[${key}]`}"`);
	const english =
		language === 'en' ? '\nuji: { a: { text: "English text" } }\nbahasa: { b: { text: Language changed. } }' : '';
	return `hakku:\n${lines.join('\n')}\n  back_words: [kembali, back]\n  skip_words: [lewati, tidak tahu]${english}`;
}

const areas = [
	{ code: '32', name: 'JAWA BARAT' },
	{ code: '3201', name: 'KABUPATEN BOGOR' },
	{ code: '320101', name: 'Cibinong' },
	{ code: '3271', name: 'KOTA BOGOR' },
	{ code: '3276', name: 'KOTA DEPOK' },
];
const knowledge = compileKnowledge(knowledgeFiles, { areas });
if (knowledge.knowledge === null) throw new Error(JSON.stringify(knowledge.findings, null, 1));
const built = buildLanguage(phrases);

export interface Compiled {
	readonly release: EngineRelease | null;
	readonly findings: readonly Finding[];
}

/** Compiles flow texts (by file name without .yaml) beside the flows with roles. */
export function compile(flows: Readonly<Record<string, string>>): Compiled {
	if (knowledge.knowledge === null) throw new Error('the test knowledge does not compile');
	const texts = { uji: 'flow: uji\ntitle: Uji\nstart: a\nnodes:\n  a: { say: Uji. }', ...roles, ...flows };
	const files = new Map(Object.entries(texts).map(([name, text]) => [`flows/${name}.yaml`, text]));
	files.set('flows/locales/id.yaml', locale('id'));
	files.set('flows/locales/en.yaml', locale('en'));
	const compiled = compileFlows(files, knowledge.knowledge, built.language);
	const release = compiled.flows && {
		hash: 'uji',
		flows: compiled.flows,
		knowledge: knowledge.knowledge,
		language: built.language,
	};
	return { release, findings: compiled.findings.filter(({ code }) => code !== 'flow.english.missing') };
}

/** A conversation on a compiled release: what is sent goes in, messages come out; the session is serialised between turns. */
export class Conversation {
	session: Session | null = null;
	mode: StepContext['mode'] = 'bot';
	now = Date.parse('2026-02-10T03:00:00Z');
	events: readonly EngineEvent[] = [];
	private readonly release: EngineRelease;
	private readonly limits: Limits;

	constructor(flows: Readonly<Record<string, string>> | EngineRelease, limits: Limits = defaultLimits) {
		this.limits = limits;
		if ('hash' in flows) {
			this.release = flows as EngineRelease;
			return;
		}
		const compiled = compile(flows);
		if (compiled.release === null) throw new Error(JSON.stringify(compiled.findings, null, 1));
		this.release = compiled.release;
	}

	send(input: Input): string[] {
		const context = { now: this.now, today: '2026-02-10', channel: 'web', mode: this.mode };
		const result = step(this.release, this.session, input, context, this.limits);
		this.session = result.session && (JSON.parse(JSON.stringify(result.session)) as Session);
		this.events = result.events;
		if (result.events.some(({ kind }) => kind === 'handoff')) this.mode = 'queued';
		return this.texts();
	}

	say(text: string): string[] {
		return this.send({ kind: 'text', text });
	}

	tap(choice: string, question = this.session?.question?.id ?? ''): string[] {
		return this.send({ kind: 'choice', choice, question });
	}

	texts(): string[] {
		return this.events.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
	}

	/** The value of a known fact; 'declined'; undefined when it was never answered. */
	fact(id: string): unknown {
		const fact = this.session?.facts[id];
		return fact?.status === 'known' ? fact.value : fact?.status;
	}
}
