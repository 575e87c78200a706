import type { Handoff, Session, StepResult } from '../engine/index.ts';
import type { TextLanguage } from '../knowledge/index.ts';

/** What a person reads when our own program failed on their message. The one text that cannot come from a flow, because the flow failed. */
const apologies: Readonly<Record<TextLanguage, string>> = {
	id: 'Maaf, ada gangguan di pihak kami, jadi pesan Anda belum bisa kami jawab. Pesan Anda tidak hilang. Petugas kami akan membacanya dan membalas di sini.\n\nKalau ada bahaya sekarang, telepon 110 (polisi) atau 119 (ambulans).',
	en: 'Sorry, something went wrong on our side, so we cannot answer your message yet. It is not lost. A member of our staff will read it and reply here.\n\nIf you are in danger now, call 110 (police) or 119 (ambulance).',
};

/** For the worker. */
const reason = 'Hakku gagal membaca pesan warga karena gangguan program. Mohon baca dan balas langsung.';

/** A turn for a message that the engine could not take: an apology, and a human. The session stays as it was. */
export function apology(session: Session | null): StepResult {
	const language = session?.language ?? 'id';
	const handoff: Handoff = {
		priority: 2,
		reason,
		danger: session?.danger ?? [],
		needs: session?.needs ?? [],
		rights: session?.told ?? {},
		facts: session?.facts ?? {},
		refusal: session?.refusal ?? null,
		language,
	};
	return {
		session,
		events: [
			{ kind: 'message', text: apologies[language], choices: [], question: null, always: false },
			{ kind: 'handoff', handoff },
		],
	};
}
