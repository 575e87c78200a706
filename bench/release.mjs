import { fileURLToPath } from 'node:url';
import { compileRelease, readAreas, readFolder } from '../dist/releases/index.js';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The release that comes with Hakku, compiled and warm. */
export async function shippedRelease() {
	const { files } = await readFolder(root);
	const { release } = await compileRelease(files, '2026-02-10', await readAreas());
	if (!release) throw new Error('The flows and knowledge have errors; run `npx hakku lint`.');
	return release;
}

/** What a citizen types: welcomed, consent, a story, its questions, the menu, a wrong answer, back. */
export const script = [
	'halo',
	'setuju',
	'anak saya putus sekolah karena tidak ada biaya, suami baru kena phk',
	'ya',
	'tidak tahu',
	'2',
	'hmm apa ya maksudnya',
	'kembali',
	'tidak',
	'menu',
	'1',
	'beras kami tinggal sedikit',
];

export const count = (n) => n.toLocaleString('en', { maximumFractionDigits: n < 10 ? 2 : 0 });
