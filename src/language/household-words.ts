/** A relation, and what the word itself says of the person. */
export interface Relation {
	readonly hubungan: string;
	/** Told by the word: a father is not pregnant. */
	readonly man?: true;
	/** Told by the word: "bayi". */
	readonly umur?: number;
	/** Also a way of speaking to somebody ("ibu", "kakak"): in a story it counts only with "saya" or an age beside it. */
	readonly address?: true;
}

const listed: readonly (readonly [words: string, relation: Relation])[] = [
	['saya sy aku gue gw ane kulo abdi me i', { hubungan: 'saya' }],
	['suami suamiku husband', { hubungan: 'pasangan', man: true }],
	['istri istriku isteri bini wife bojo pasangan', { hubungan: 'pasangan' }],
	['anak anakku anak2 anaknya ank putra putri child children kid kids son daughter', { hubungan: 'anak' }],
	['bayi bayiku baby', { hubungan: 'anak', umur: 0 }],
	['cucu cucuku grandchild grandson granddaughter', { hubungan: 'cucu' }],
	['ibu ibuk emak mamak mama mamah bunda mother mom', { hubungan: 'orang_tua', address: true }],
	['ibuku emakku ortu mertua parents', { hubungan: 'orang_tua' }],
	['bapak bapa ayah papa abah father dad', { hubungan: 'orang_tua', man: true, address: true }],
	['bapakku ayahku', { hubungan: 'orang_tua', man: true }],
	['nenek oma grandmother grandma', { hubungan: 'kakek_nenek', address: true }],
	['nenekku simbah eyang', { hubungan: 'kakek_nenek' }],
	['kakek kakekku opa grandfather grandpa', { hubungan: 'kakek_nenek', man: true, address: true }],
	['adik adek adikku kakak kakakku abang brother sister saudara', { hubungan: 'saudara', address: true }],
	['keponakan ponakan sepupu ipar paman bibi tante nephew niece uncle aunt cousin', { hubungan: 'lain' }],
];

export const relations: ReadonlyMap<string, Relation> = new Map(
	listed.flatMap(([words, relation]) => words.split(' ').map((word) => [word, relation] as const)),
);

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const ownWords = set('saya sy aku kami kita gue gw ane kulo abdi ku my our');
export const ageWords = set('umur umurnya usia usianya umurku aged age berumur berusia yuswa');
export const yearWords = set('tahun thn th taun tahunan thun years year yo');
export const monthWords = set('bulan bln months month');
export const countWords = set('orang ekor jiwa biji');
export const notWords = set('tidak tdk gak ga nggak enggak ndak bukan tanpa no not without belum tak gk');
export const haveWords = set('punya ada memiliki have having hidup lagi sedang yang');
export const joinWords = set('dan sama and serta lan jeung plus orang , & + ; th thn tahun taun years');
export const lastingWords = set('sudah udah sdh selama sejak dari for since hampir');
export const goneWords = set(
	'meninggal wafat almarhum almarhumah alm died dead cerai bercerai merantau minggat kabur tetangga',
);
export const pregnantWords = set('hamil mengandung bumil pregnant menyusui breastfeeding');
export const disabledWords = set(
	'lumpuh difabel disabilitas cacat buta tunanetra tuli tunarungu bisu tunawicara autis tunagrahita disabled paralysed paralyzed blind deaf',
);
/** Together with what was said before, these mean that somebody needs help every day. */
export const helpedWords = set('terbaring bedridden dibantu disuapi dimandikan');

export const schools: ReadonlyMap<string, string> = new Map([
	...['tk', 'paud'].map((word) => [word, 'belum'] as const),
	...['sd', 'mi'].map((word) => [word, 'sd'] as const),
	...['smp', 'mts'].map((word) => [word, 'smp'] as const),
	...['sma', 'smk', 'smu'].map((word) => [word, 'sma'] as const),
	...['kuliah', 'mahasiswa', 'college'].map((word) => [word, 'kuliah'] as const),
	['putus', 'putus'],
]);
