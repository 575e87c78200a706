import { compileKnowledge, type Knowledge, needIds } from '../../src/knowledge/index.ts';

const source = (id: string, confidence = 'seen-official') =>
	`{ id: ${id}, title: Judul ${id}, address: "https://contoh.go.id/${id}", seen_on: 2026-01-15, confidence: ${confidence} }`;

const needs = `needs:\n${needIds
	.map((id) => `  - { id: ${id}, name: { id: ${id}, en: ${id} }, short: { id: ${id}, en: ${id} } }`)
	.join('\n')}\n`;

const facts = `facts:
  - id: keluarga.desil
    type: number
    sensitivity: personal
    question: { id: Desil berapa keluarga Anda?, en: Which decile is your family in? }
    min: 1
    max: 10
  - id: keluarga.anak_sekolah
    type: yesno
    sensitivity: low
    question: { id: Ada anak usia sekolah?, en: Is there a child of school age? }
  - id: bantuan.sekarang
    type: choice
    sensitivity: low
    question: { id: Bantuan apa yang sudah diterima?, en: Which help do you receive? }
    choices:
      - { id: belum, label: { id: Belum ada, en: None } }
      - { id: sembako, label: { id: Sembako, en: Food } }
  - id: orang.lahir
    type: date
    sensitivity: personal
    question: { id: Kapan Anda lahir?, en: When were you born? }
  - id: orang.hiv
    type: yesno
    sensitivity: sensitive
    question: { id: Apakah Anda hidup dengan HIV?, en: Do you live with HIV? }
  - id: tempat.wilayah
    type: region
    sensitivity: low
    question: { id: Anda tinggal di kabupaten atau kota mana?, en: Which regency or city do you live in? }
    choices:
      - { id: '3204', label: { id: Kabupaten Bandung, en: Bandung Regency } }
      - { id: '3273', label: { id: Kota Bandung, en: Bandung City } }
      - { id: '00', label: { id: Daerah lain, en: Elsewhere } }
`;

const sembako = `id: sembako
name: { id: Program Sembako, en: Food Programme }
needs: [food, social_assistance]
level: nasional
status: active
summary: { id: Uang untuk bahan makanan., en: Money for food. }
receipt: allocated
weight: 70
rules:
  - id: desil
    when: keluarga.desil <= 4
    sources: [s1]
    pass: { id: Desil Anda 1 sampai 4., en: Your decile is 1 to 4. }
    fail: { id: Desil Anda di atas 4., en: Your decile is above 4. }
    fix: { id: Minta data diperbarui di desa., en: Ask the village to update the data. }
  - id: belum-menerima
    when: '!(bantuan.sekarang in ["sembako"])'
    sources: [s1]
    pass: { id: Anda belum menerima Sembako., en: You do not receive it yet. }
    fail: { id: Anda sudah menerima Sembako., en: You already receive it. }
    gate: true
not_modelled:
  - { id: Nama harus ada di DTSEN., en: The name must be in DTSEN. }
documents:
  - { id: kk, name: { id: Kartu Keluarga, en: Family card }, without: { id: "Urus di Dukcapil, gratis.", en: "Get one at Dukcapil, free." } }
apply:
  services: [dinas-sosial]
  how: { id: Minta diusulkan lewat kantor desa., en: Ask the village office to propose you. }
takes: { id: Diperbarui tiap tiga bulan., en: Refreshed every three months. }
cost: { id: Gratis, en: Free }
if_refused:
  - service: kemensos-171
    how: { id: Hubungi pusat pengaduan., en: Call the complaint centre. }
    within: { days: 30, kind: working, who: person }
    sources: [s2]
amounts:
  - id: bulanan
    from: '2024-01-01'
    value: { id: Rp200.000 per bulan, en: "Rp200,000 a month" }
    checked_on: '2026-01-15'
    recheck_days: 90
    sources: [s1]
sources:
  - ${source('s1')}
  - ${source('s2', 'seen-press')}
checked_on: '2026-01-15'
`;

const local = `id: kartu-bandung
name: { id: Kartu Bandung, en: Bandung Card }
needs: [food]
level: 3204
status: active
summary: { id: Bantuan daerah., en: Local help. }
receipt: entitlement
weight: 40
rules:
  - id: lansia
    when: age(orang.lahir) >= 60
    sources: [s1]
    pass: { id: Anda sudah 60 tahun., en: You are 60. }
    fail: { id: Anda belum 60 tahun., en: You are not 60 yet. }
apply:
  services: [dinas-sosial]
  how: { id: Datang ke kantor., en: Go to the office. }
cost: { id: Gratis, en: Free }
if_refused:
  - service: kemensos-171
    how: { id: Hubungi 171., en: Call 171. }
    sources: [s1]
sources:
  - ${source('s1')}
checked_on: '2026-01-15'
`;

const withheld = local
	.replace('id: kartu-bandung', 'id: rahasia')
	.replace('level: 3204', 'level: nasional')
	.replace('seen-official', 'conflict');

const sensitive = local
	.replace('id: kartu-bandung', 'id: layanan-hiv')
	.replace('level: 3204', 'level: nasional')
	.replace('weight: 40', 'weight: 100')
	.replace('age(orang.lahir) >= 60', 'orang.hiv || keluarga.anak_sekolah');

const ministry = `organization:
  id: kemensos
  name: { id: Kementerian Sosial, en: Ministry of Social Affairs }
  description: { id: Kementerian., en: A ministry. }
  sources: [${source('s1')}]
services:
  - id: kemensos-171
    name: { id: Call center Kemensos, en: Kemensos call centre }
    description: { id: Pengaduan bansos., en: Complaints. }
    needs: [social_assistance]
    dangers: [no_food_today]
    danger_order: { no_food_today: 2 }
    phones:
      - { number: '171' }
      - { number: '08877171171', type: whatsapp }
      - { number: '119', extension: '8' }
    service_area: [nasional]
    complaint_channel: true
    sources: [${source('s1')}]
  - id: dinas-sosial
    name: { id: Dinas sosial, en: Social office }
    description: { id: Di kabupaten atau kota., en: In the regency or city. }
    dangers: [no_food_today]
    danger_order: { no_food_today: 1 }
    service_area: [nasional]
    sources: [${source('s1')}]
  - id: diragukan
    name: { id: Nomor lama, en: Old number }
    description: { id: Belum diperiksa., en: Not checked. }
    dangers: [no_food_today]
    phones: [{ number: '1500771' }]
    service_area: [nasional]
    sources: [${source('s1', 'unverified')}]
`;

const tests = `- test: keluarga desil 3 yang belum menerima bisa diusulkan
  facts: { keluarga.desil: 3, bantuan.sekarang: belum }
  as_of: '2026-02-01'
  outcome: likely
- test: yang tidak tahu desilnya tidak ditolak
  facts: { keluarga.desil: declined, bantuan.sekarang: belum }
  as_of: '2026-02-01'
  outcome: needs_info
  ask: null
- test: yang sudah menerima tidak ditawari lagi
  facts: { bantuan.sekarang: sembako }
  as_of: '2026-02-01'
  outcome: not_applicable
  reason: belum-menerima
- test: tanpa jawaban apa pun, yang murah ditanya dulu
  as_of: '2026-02-01'
  outcome: needs_info
  ask: bantuan.sekarang
`;

/** A small knowledge folder that compiles without a single finding but what its withheld records and missing tests cause. */
export function fixtureFiles(changes: Readonly<Record<string, (text: string) => string>> = {}): Map<string, string> {
	const files = new Map([
		['knowledge/needs.yaml', needs],
		['knowledge/facts/umum.yaml', facts],
		['knowledge/rights/sembako.yaml', sembako],
		['knowledge/rights/kartu-bandung.yaml', local],
		['knowledge/rights/rahasia.yaml', withheld],
		['knowledge/rights/layanan-hiv.yaml', sensitive],
		['knowledge/rights/tests/sembako.yaml', tests],
		['knowledge/institutions/kemensos.yaml', ministry],
		['knowledge/phrases/food.yaml', 'id: [beras habis]\n'],
		['knowledge/lexicon.yaml', 'dak: tidak\n'],
	]);
	for (const [path, change] of Object.entries(changes)) files.set(path, change(files.get(path) ?? ''));
	return files;
}

export function fixtureKnowledge(changes: Readonly<Record<string, (text: string) => string>> = {}): Knowledge {
	const { knowledge, findings } = compileKnowledge(fixtureFiles(changes));
	if (knowledge === null)
		throw new Error(findings.map((finding) => `${finding.file}:${finding.line} ${finding.message}`).join('\n'));
	return knowledge;
}
