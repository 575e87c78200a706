import type { EngineEvent, Handoff, Play, Session } from '../../src/engine/index.ts';

/** A session with nothing in it but how many turns it has seen (`asked`). */
export const emptySession = (asked: number): Session => ({
	release: 'tiny',
	language: 'id',
	facts: {},
	consented: null,
	needs: ['food'],
	candidates: [],
	intent: null,
	danger: [],
	danger_grade: null,
	dangers: [],
	warned: [],
	told: { pkh: 'likely', 'program-sembako': 'needs_info', pip: 'not_applicable' },
	refusal: null,
	stack: [{ flow: 'cerita', node: 'mulai' }],
	question: null,
	history: [],
	suspended: [],
	timers: {},
	asked,
});

/** How a worker closes the case of a tiny conversation: helped, with the one right that it has. */
export const helped = {
	result: 'helped',
	note: '',
	outcomes: [{ right: 'pkh', to: 'obtained' }],
} as const;

export const handoff = (part: Partial<Handoff> = {}): Handoff => ({
	priority: 3,
	reason: 'Warga meminta petugas.',
	danger: [],
	needs: ['food'],
	rights: { pkh: 'likely', pip: 'not_applicable' },
	facts: {
		'keluarga.anak': { status: 'known', value: 2, at: 1 },
		'kesehatan.hiv': { status: 'declined', at: 1 },
	},
	refusal: null,
	language: 'id',
	...part,
});

const message = (text: string, always = false): EngineEvent => ({
	kind: 'message',
	text,
	choices: [],
	question: null,
	always,
});
const effect = (wanted: Extract<EngineEvent, { kind: 'effect' }>['effect']): EngineEvent => ({
	kind: 'effect',
	effect: wanted,
});

/** A conversation small enough to hold in one's head: each whole message that it knows does one thing; all else is counted and echoed. */
export const tinyPlay: Play = async (session, input, { now, mode }) => {
	const turns = (session?.asked ?? 0) + 1;
	const next = emptySession(turns);
	const say = (...events: EngineEvent[]) => ({ session: next, events });
	const word = input.kind === 'text' ? input.text : input.kind;

	if (word === 'keliru')
		return say(message('Maaf.'), effect({ kind: 'misread', read: ['food'], intent: 'state_need' }));
	if (word === 'bahaya')
		return mode === 'bot'
			? say(message('Telepon 119 sekarang.', true), {
					kind: 'handoff',
					handoff: handoff({ priority: 1, danger: ['self_harm'] }),
				})
			: say(message('Telepon 119 sekarang.', true), effect({ kind: 'danger', danger: ['self_harm'] }));
	if (word === 'hapus data saya')
		return { session: null, events: [message('Data Anda sudah dihapus.', true), effect({ kind: 'erase' })] };
	if (word === 'stop') return say(message('Kami berhenti.', true), effect({ kind: 'opt_out', out: true }));
	if (mode !== 'bot') return { session, events: [] };
	switch (word) {
		case 'mulai':
			return say(message('Kita lanjut.'), effect({ kind: 'opt_out', out: false }));
		case 'setuju':
			return say(message('Terima kasih.'), effect({ kind: 'consent', given: true, wording: 'v1' }));
		case 'petugas':
			return say(message('Petugas akan menghubungi Anda.'), { kind: 'handoff', handoff: handoff() });
		case 'ingatkan':
			return say(message('Baik, besok.'), effect({ kind: 'set_timer', timer: 'kabar', due: now + 24 * 3_600_000 }));
		case 'ingatkan segera':
			return say(message('Baik, nanti.'), effect({ kind: 'set_timer', timer: 'kabar', due: now + 60_000 }));
		case 'tidak usah':
			return say(message('Baik.'), effect({ kind: 'cancel_timer', timer: 'kabar' }));
		case 'dua':
			return say(message(`${turns} satu`), message(`${turns} dua`));
		case 'pilih':
			return say({
				kind: 'message',
				text: 'Seberapa sering?',
				choices: [{ id: 'sering', label: 'Sering sekali' }],
				question: 'q1',
				always: false,
			});
		case 'rusak':
			throw new TypeError(`cannot read "rusak" of undefined`);
		case 'timer':
			return say(message('Bagaimana kabarnya?'));
		case 'returned':
			return say(message('Hakku kembali menemani Anda.'));
		default:
			return say(message(`${turns}: ${word.slice(0, 60)}`));
	}
};
