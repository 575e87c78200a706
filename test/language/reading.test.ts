import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildLanguage, type Language } from '../../src/language/index.ts';
import { shippedPhrases } from './phrases.ts';

let language: Language;
beforeAll(() => {
	const built = buildLanguage(shippedPhrases());
	expect(built.findings).toEqual([]);
	language = built.language;
	language.read('halo');
});

const needs = (text: string) => language.read(text).needs.map((need) => need.id);
const dangers = (text: string) => language.read(text).danger.map((sign) => sign.kind);

describe('a need in the words people use', () => {
	it.each([
		['bu mau tnya bansos sy kok g cair ya pdhl kmrn dpt', 'social_assistance'],
		['listrik d rumah dputus pln blm byr 2 bln', 'utilities'],
		['anak sy putus sklh krn g ada biaya', 'education'],
		['ktp sy ilang gmn ngurusnya', 'documents'],
		['sya d phk bln lalu skrg nganggur', 'work'],
		['omahku bocor kabeh yen udan', 'shelter'],
		['beas seep pak, barudak hoyong dahar', 'food'],
		['my son is sick and we cannot pay the doctor', 'health'],
		['pinjol numpuk, ditagih trs tiap hr', 'debt'],
		['rumah kami kebanjiran semalem', 'disaster'],
		['butuh kursi roda buat bapak yg lumpuh', 'care'],
		['baju anak2 udah pada sobek, ada yg bekas gak', 'clothing'],
	])('"%s" is about %s', (text, need) => {
		expect(needs(text)).toContain(need);
	});

	it('two needs in one message are both heard', () => {
		expect(needs('saya di PHK bulan lalu, kontrakan nunggak 3 bulan mau diusir').toSorted()).toEqual([
			'shelter',
			'work',
		]);
	});

	it('when nothing is clear there are still candidates to ask about', () => {
		const reading = language.read('hmm gitu deh');
		expect(reading.needs).toEqual([]);
		expect(reading.candidates.length).toBeGreaterThanOrEqual(2);
	});
});

describe('what a message wants', () => {
	it.each([
		['halo min', 'greet'],
		['makasih banyak infonya bu', 'thanks'],
		['mau ngomong sama petugas langsung', 'want_human'],
		['tolong hapus semua data saya', 'erase_data'],
		['eh maaf salah, anak saya 4 bukan 3', 'correct'],
		['gimana cara bikin ktp hilang', 'ask_info'],
		['pkh bulan ini kapan cair', 'check_status'],
		['sekolah nolak anak saya karena gak ada akta', 'refused'],
		['dulu dapat pkh sekarang gak pernah lagi', 'aid_stopped'],
		['resep rendang dong', 'other'],
	])('"%s" wants %s', (text, intent) => {
		expect(language.read(text).intent.id).toBe(intent);
	});

	it.each(['STOP', 'stop.', ' berhenti ', 'ARRÊT', 'arret', 'توقف'])('B29: %j alone opts out', (text) => {
		expect(language.read(text).intent).toEqual({ id: 'opt_out', score: 1 });
	});

	it.each([
		'please don’t stop my food aid',
		'jangan kirim tagihan ganda lagi',
		'STOP 12345',
		'bantuan saya di-stop sejak mei',
	])('B29: %j is never taken for the opt-out word', (text) => {
		const { intent } = language.read(text);
		expect(intent.id === 'opt_out' && intent.score === 1).toBe(false);
	});
});

describe('danger', () => {
	it.each([
		['saya pengen mati aja', 'self_harm'],
		['udah gak kuat hidup lagi, titip anak2 saya ya', 'self_harm'],
		['suami saya mukulin saya tiap malem', 'violence'],
		['dia bawa golok ngancem mau bunuh saya', 'violence'],
		['anak saya diperkosa tetangga', 'sexual_violence'],
		['bapak tirinya suka megang kemaluan ponakan saya', 'child_abuse'],
		['anak tetangga dipukulin bapaknya tiap hari sampai memar', 'child_abuse'],
		['bapak sesek napas bibirnya biru tolong', 'medical_emergency'],
		['istri pendarahan hamil 8 bulan, rs nolak', 'medical_emergency'],
		['blm makan dr kemaren bu', 'no_food_today'],
		['aku durung mangan kit wingi bu', 'no_food_today'],
		['kuring teu acan dahar ti kamari', 'no_food_today'],
		['we have not eaten since yesterday', 'no_food_today'],
	])('"%s" shows %s', (text, kind) => {
		expect(dangers(text)).toContain(kind);
	});

	it('"tidak akan" is not "makan"', () => {
		expect(dangers('saya tidak akan datang hari ini')).toEqual([]);
		expect(needs('saya tidak akan datang besok')).not.toContain('food');
	});

	it('negation survives every way of writing it', () => {
		for (const no of ['belum', 'blm', 'blom', 'belom', 'durung', 'teu acan'])
			expect(dangers(`${no} makan dari kemarin`)).toContain('no_food_today');
		for (const no of ['tidak', 'gak', 'g', 'ndak', 'ora', 'dak'])
			expect(language.read(`${no} makan dari kemarin`).danger.map((sign) => sign.kind)).toContain('no_food_today');
		expect(language.read('gak ada beras').normalised).toBe('tidak ada beras');
		expect(language.read('setengah mati ngurus ktp').normalised).toContain('setengah mati');
	});

	it.each([
		'mati lampu dari semalam',
		'capek antri di dukcapil',
		'skripsi bikin nangis darah wkwk',
		'hp saya mati total',
		'bunuh nyamuk pakai apa ya',
		'mati ketawa baca jawabanmu 🤣',
		'laper mata lihat promo wkwk',
		'cara urus akta kematian bapak',
		'kis saya mati, mau diaktifkan lagi',
		'darah tinggi, mau kontrol ke puskesmas',
		'pukul berapa dinsos buka',
		'anak saya cewek 7 dan 10 tahun butuh baju',
	])('"%s" is harmless', (text) => {
		expect(dangers(text)).toEqual([]);
	});

	it.each([
		['asked about as a subject', 'izin tanya materi penyuluhan pencegahan kekerasan anak'],
		['over, and told for a paper', 'kecelakaan kerja tahun lalu, mau urus JKK syaratnya apa'],
		['over, and the one who did it is in prison', 'pelaku kdrt nya sudah dipenjara, saya butuh modal jualan'],
		['denied', 'ibu gak sampai pingsan, cuma pegal antri'],
		['an animal’s', 'kambing saya kejang, dokter hewan di mana'],
		['a figure of speech', 'mau mati penasaran nih nunggu pengumuman pkh'],
	])('what is %s is no danger', (_why, text) => {
		expect(dangers(text)).toEqual([]);
	});

	it.each([
		['said to be still so', 'tahun lalu suami mukul saya, tadi pagi mukul lagi', 'violence'],
		['asked about by somebody who is hit', 'ada program buat korban kdrt? saya dipukul suami tadi malam', 'violence'],
		['denied and contradicted', 'bukan mati lampu min, saya yang pengen mati', 'self_harm'],
		['beside a figure of speech', 'setengah mati cari kerja, sekarang pengen bunuh diri', 'self_harm'],
		['of a child beside an animal', 'anak kejang habis digigit anjing', 'medical_emergency'],
		['the rat poison that nobody has rats for', 'racun tikus beli di mana', 'self_harm'],
	])('danger that is %s is still heard', (_why, text, kind) => {
		expect(dangers(text)).toContain(kind);
	});

	it('rat poison for rats is none', () => {
		expect(dangers('racun tikus beli di mana, banyak tikus di dapur')).toEqual([]);
	});

	it('an hour is no blow, and eight people who hit are no hour', () => {
		expect(dangers('bapak antri sejak pukul 8')).toEqual([]);
		expect(dangers('suami saya dipukul 8 orang')).toContain('violence');
	});

	it('plain words are certain, hints are possible', () => {
		expect(language.read('saya mau bunuh diri').danger[0]).toMatchObject({ kind: 'self_harm', grade: 'certain' });
		expect(language.read('titip anak2 ya bu').danger[0]).toMatchObject({ kind: 'self_harm', grade: 'possible' });
	});

	it('a danger at the end of a very long message is still seen', () => {
		expect(dangers(`${'cerita panjang sekali tentang kampung kami. '.repeat(200)} saya mau bunuh diri`)).toContain(
			'self_harm',
		);
	});
});

describe('the language of a message', () => {
	it.each([
		['saya mau tanya soal bantuan sembako', 'id'],
		['kula badhe nyuwun pirsa babagan bantuan beras', 'jv'],
		['abdi bade naros perkawis bantosan beas', 'su'],
		['i would like to ask about food aid', 'en'],
		['sa pu anak tra bisa sekolah kaka', 'mix'],
		['👍', 'id'],
	])('"%s" is %s', (text, code) => {
		expect(language.read(text).language.code).toBe(code);
	});
});

describe('hostile messages', () => {
	it.each([
		['nothing', ''],
		['pictures only', '😀😀🙏'],
		['lone surrogates', '\ud800\udc00\ud800 \udfff'],
		['right-to-left marks', '\u202e\u200f\u202ehalo\u2066'],
		['a hundred thousand combining marks', `a${'\u0301'.repeat(100_000)}`],
		['a hundred thousand letters without a blank', 'x'.repeat(100_000)],
		['a hundred thousand characters of danger', 'suami memukul saya '.repeat(6000)],
		['a template', '{{contact.phone}} %{exit} <script>alert(1)</script>'],
	])('%s is read without harm', (_name, text) => {
		const reading = language.read(text);
		expect(reading.normalised.length).toBeLessThan(12_000);
		expect(language.key(text).length).toBeLessThan(12_000);
	});

	it('anything at all is read, and scores stay between 0 and 1', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
				const { needs: found, intent, danger, language: spoken } = language.read(text);
				for (const score of [...found, ...danger, intent, spoken].map((one) => one.score)) {
					expect(score).toBeGreaterThanOrEqual(0);
					expect(score).toBeLessThanOrEqual(1);
				}
			}),
		);
	});

	it('identity and phone numbers never stand in the words that are compared', () => {
		expect(language.read('nik saya 3201010101010001 hp 081234567890').normalised).not.toMatch(/\d{4}/u);
	});
});
