import { describe, expect, test } from 'vitest';
import { compileKnowledge, needIds } from '../../src/knowledge/index.ts';
import { fixtureFiles, fixtureKnowledge } from './fixture.ts';

const right = 'knowledge/rights/sembako.yaml';
const directory = 'knowledge/institutions/kemensos.yaml';
const facts = 'knowledge/facts/umum.yaml';

/** Findings after one change to one file, without those that the untouched folder has. */
function afterChange(path: string, change: (text: string) => string, options = {}) {
	const { findings, knowledge } = compileKnowledge(fixtureFiles({ [path]: change }), options);
	const before = compileKnowledge(fixtureFiles()).findings.map((finding) =>
		JSON.stringify([finding.code, finding.file, finding.message]),
	);
	const fresh = findings.filter(
		(finding) => !before.includes(JSON.stringify([finding.code, finding.file, finding.message])),
	);
	return { findings: fresh, knowledge };
}

const replace = (from: string, to: string) => (text: string) => {
	if (!text.includes(from)) throw new Error(`The fixture has no "${from}".`);
	return text.replace(from, to);
};

describe('a good knowledge folder', () => {
	const knowledge = fixtureKnowledge();

	test('is read and indexed', () => {
		expect([...knowledge.needs.keys()]).toEqual([...needIds]);
		expect(knowledge.factTypes.get('keluarga.desil')).toBe('number');
		expect(knowledge.rights.get('sembako')).toMatchObject({ file: right, withheld: false, level: 'nasional' });
		expect(knowledge.rights.get('kartu-bandung')?.level).toBe('3204');
		expect(knowledge.organizations.get('kemensos')?.services).toEqual(['kemensos-171', 'dinas-sosial', 'diragukan']);
		expect(knowledge.phrases.map(({ file, content }) => ({ file, content }))).toEqual([
			{ file: 'knowledge/lexicon.yaml', content: { dak: 'tidak' } },
			{ file: 'knowledge/phrases/food.yaml', content: { id: ['beras habis'] } },
		]);
	});

	test('a service says how to reach it in one line, in both languages', () => {
		expect(knowledge.services.get('kemensos-171')?.line).toEqual({
			id: 'Call center Kemensos (telepon 171, WhatsApp 0887-7171-171, telepon 119 ekstensi 8)',
			en: 'Kemensos call centre (phone 171, WhatsApp 0887-7171-171, phone 119 extension 8)',
		});
		expect(knowledge.services.get('dinas-sosial')?.line.id).toBe('Dinas sosial');
	});

	test('the first door for a danger comes first, and an unchecked number is no door', () => {
		expect(knowledge.hotlines.get('no_food_today')?.map((service) => service.id)).toEqual([
			'dinas-sosial',
			'kemensos-171',
		]);
		expect(knowledge.hotlines.get('violence')).toEqual([]);
	});

	test('only withheld records, missing tests and numbers that nobody rang are warned of', () => {
		const { findings } = compileKnowledge(fixtureFiles(), { asOf: '2026-02-01' });
		expect(findings.map(({ severity, code }) => `${severity} ${code}`).toSorted()).toEqual([
			'warning phone.untested',
			'warning right.untested',
			'warning right.untested',
			'warning right.untested',
			'warning right.withheld',
			'warning service.withheld',
			'warning source.withheld',
		]);
	});

	test('a right that rests on a disputed or unchecked source is withheld', () => {
		expect(knowledge.rights.get('rahasia')?.withheld).toBe(true);
		const unchecked = fixtureKnowledge({
			[right]: (text) => text.replace('confidence: seen-press', 'confidence: unverified'),
		});
		expect(unchecked.rights.get('sembako')?.withheld).toBe(false);
		const noRules = fixtureKnowledge({
			[right]: (text) => text.replace(/rules:[\s\S]*?not_modelled/, 'not_modelled').replace('seen-press', 'unverified'),
			'knowledge/rights/tests/sembako.yaml': () => '[]',
		});
		expect(noRules.rights.get('sembako')?.withheld).toBe(true);
	});
});

describe('an admin’s mistakes are found where they are', () => {
	test.each([
		[
			'a rule over an undeclared fact',
			right,
			replace('keluarga.desil <= 4', 'keluarga.desl <= 4'),
			'right.condition',
			'Did you mean "keluarga.desil"?',
		],
		[
			'a choice that is none',
			right,
			replace('in ["sembako"]', 'in ["sembakoo"]'),
			'right.condition',
			'Did you mean "sembako"?',
		],
		['has() in a right', right, replace('keluarga.desil <= 4', 'has(keluarga.desil)'), 'right.condition', null],
		[
			'an unknown service',
			right,
			replace('services: [dinas-sosial]', 'services: [dinas-sosal]'),
			'service.unknown',
			'Did you mean "dinas-sosial"?',
		],
		[
			'an unknown door after a refusal',
			right,
			replace('service: kemensos-171', 'service: kemensos-172'),
			'service.unknown',
			'Did you mean "kemensos-171"?',
		],
		['an unknown source', right, replace('sources: [s1]', 'sources: [s3]'), 'source.unknown', null],
		['a rule without a source', right, replace('    sources: [s1]\n', ''), 'source.missing', null],
		[
			'a file of another name',
			right,
			replace('id: sembako', 'id: sembakoo'),
			'file.name',
			'Rename the file to sembakoo.yaml.',
		],
		['a doubled rule', right, replace('id: belum-menerima', 'id: desil'), 'id.twice', null],
		['a doubled fact', facts, replace('id: orang.hiv', 'id: orang.lahir'), 'id.twice', null],
		[
			'a choice without choices',
			facts,
			(text: string) => text.replace(/ {4}choices:[\s\S]*?(?= {2}- id: orang.lahir)/, ''),
			'fact.choices.missing',
			null,
		],
		['a region that is none', facts, replace("id: '00'", 'id: bandung'), 'fact.region', null],
		['a fact that no condition can name', facts, replace('id: orang.hiv', 'id: orang.in'), 'fact.name', null],
		['a fact in Hakku’s own group', facts, replace('id: orang.hiv', 'id: hakku.hiv'), 'schema.value', null],
		['a number nobody can dial', directory, replace("'171'", "'021-171'"), 'phone.invalid', null],
		[
			'a service without a source',
			directory,
			(text: string) => text.replace(/ {4}sources: \[.*\]\n {2}- id: dinas/, '  - id: dinas'),
			'source.missing',
			null,
		],
		['a doubled service', directory, replace('id: diragukan', 'id: dinas-sosial'), 'id.twice', null],
		[
			'a misspelt key',
			right,
			replace('receipt: allocated', 'reciept: allocated'),
			'schema.key.unknown',
			'Did you mean "receipt"?',
		],
		['a wrong date', right, replace("checked_on: '2026-01-15'", "checked_on: '2026-02-30'"), 'schema.value', null],
		['a place that is none', right, replace('level: nasional', 'level: Bandung'), 'schema.value', null],
		[
			'a web address that runs code',
			right,
			replace('https://contoh.go.id/s1', 'javascript:alert(1)'),
			'schema.value',
			null,
		],
		[
			'a text over 1,000 characters',
			right,
			replace('Uang untuk bahan makanan.', 'a'.repeat(1001)),
			'text.too_long',
			null,
		],
		[
			'a need left out',
			'knowledge/needs.yaml',
			(text: string) => text.replace(/ {2}- \{ id: food.*\n/, ''),
			'need.missing',
			null,
		],
	])('%s', (_, path, change, code, fix) => {
		const { findings, knowledge } = afterChange(path, change);
		const finding = findings.find((candidate) => candidate.code === code);
		expect(finding, JSON.stringify(findings, null, 1)).toMatchObject({ severity: 'error', file: path });
		expect(finding?.line).toBeGreaterThan(0);
		if (fix !== null) expect(finding?.fix).toBe(fix);
		expect(knowledge).toBeNull();
	});

	test.each([
		['no English', right, replace(', en: Money for food.', ''), 'text.english.missing', 'summary:'],
		[
			'nothing to do after a refusal',
			right,
			(text: string) => text.replace(/if_refused:[\s\S]*?amounts/, 'amounts'),
			'right.if_refused.missing',
			'id: sembako',
		],
		['a source that nothing cites', right, replace('    sources: [s2]\n', ''), 'source.unused', 'id: s2'],
		[
			'a door that is not shown',
			right,
			replace('service: kemensos-171', 'service: diragukan'),
			'right.service.withheld',
			'diragukan',
		],
	])('%s is a warning, and the folder is used all the same', (_, path, change, code, line) => {
		const { findings, knowledge } = afterChange(path, change);
		const finding = findings.find((candidate) => candidate.code === code);
		expect(finding, JSON.stringify(findings, null, 1)).toMatchObject({ severity: 'warning', file: path });
		const text = change(fixtureFiles().get(path) ?? '').split('\n')[(finding?.line ?? 0) - 1];
		expect(text).toContain(line);
		expect(knowledge).not.toBeNull();
	});

	test('where the English is missing, the Indonesian stands in', () => {
		const { knowledge } = afterChange(right, replace(', en: Money for food.', ''));
		expect(knowledge?.rights.get('sembako')?.summary.en).toBe('Uang untuk bahan makanan.');
	});

	test('a figure past its recheck date is named, if the day is handed in', () => {
		const stale = (asOf: string) =>
			afterChange(right, (text) => text, { asOf }).findings.filter(({ file }) => file === right);
		expect(stale('2026-04-15')).toEqual([]);
		expect(stale('2026-04-16')).toMatchObject([{ code: 'amount.stale', severity: 'warning' }]);
	});

	test('declared facts that neither flows nor rights use are named, if the flows’ facts are handed in', () => {
		const withRooms = (text: string) =>
			`${text}  - { id: rumah.kamar, type: number, sensitivity: low, question: { id: Berapa kamar?, en: How many rooms? } }\n`;
		expect(afterChange(facts, withRooms, { usedFacts: new Set(['rumah.kamar']) }).findings).toEqual([]);
		const { findings } = afterChange(facts, withRooms, { usedFacts: new Set() });
		expect(findings).toMatchObject([{ code: 'fact.unused', message: 'Nothing uses the fact "rumah.kamar".' }]);
	});

	test('where people live is used as soon as one right is local', () => {
		expect(afterChange(right, (text) => text, { usedFacts: new Set() }).findings).toEqual([]);
	});

	test('a stray file is named and not read', () => {
		const { findings, knowledge } = afterChange('knowledge/rights/catatan.txt', () => '{{{');
		expect(findings).toMatchObject([{ code: 'file.stray', severity: 'warning' }]);
		expect(knowledge).not.toBeNull();
	});

	test('a broken phrase file stops the release, a broken test file too', () => {
		expect(afterChange('knowledge/lexicon.yaml', () => 'a: [').knowledge).toBeNull();
		const tests = 'knowledge/rights/tests/sembako.yaml';
		expect(afterChange(tests, replace('keluarga.desil: 3', 'keluarga.desill: 3')).findings).toMatchObject([
			{ code: 'fact.unknown' },
		]);
		expect(afterChange(tests, replace('keluarga.desil: 3', 'keluarga.desil: 11')).findings).toMatchObject([
			{ code: 'fact.value' },
		]);
		expect(afterChange(tests, replace('reason: belum-menerima', 'reason: belum-menerimma')).findings).toMatchObject([
			{ code: 'rule.unknown' },
		]);
	});
});

describe('hostile files', () => {
	test('B47 a bomb in one file is one finding, and the others are still read', () => {
		const { findings, knowledge } = afterChange('knowledge/facts/bom.yaml', () => '['.repeat(5000) + ']'.repeat(5000));
		expect(findings).toMatchObject([{ code: 'yaml.too_deep', file: 'knowledge/facts/bom.yaml' }]);
		expect(knowledge).toBeNull();
	});

	test.each(['__proto__', 'constructor', '$set', 'constructor.prototype.admin'])(
		'B48 a fact or key %s is a load error that names it',
		(name) => {
			const fact = `facts:\n  - { id: "${name}", type: text, sensitivity: low, question: { id: a, en: a } }\n`;
			const asId = afterChange('knowledge/facts/x.yaml', () => fact);
			expect(asId.findings).toMatchObject([{ severity: 'error', code: 'schema.value', line: 2 }]);
			const asKey = afterChange('knowledge/facts/x.yaml', () => `facts: []\n"${name}": { admin: true }\n`);
			expect(asKey.findings).toMatchObject([{ severity: 'error', code: 'yaml.key.refused', line: 2 }]);
			expect(asKey.findings[0]?.message).toContain(name);
			expect('admin' in {}).toBe(false);
		},
	);

	test('an empty folder is an error, never an exception', () => {
		expect(compileKnowledge(new Map())).toMatchObject({ knowledge: null, findings: [{ code: 'need.missing' }] });
	});
});
