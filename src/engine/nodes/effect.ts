import { z } from 'zod';
import { effectNames } from '../flow.ts';
import { effect, factInWords, phrase, say, type Turn, update } from '../turn.ts';
import type { NodeKind } from './kind.ts';

/** `effect: name` carries out what a person may ask of their own data and consent. */
export const effectKind: NodeKind<'effect', (typeof effectNames)[number]> = {
	kind: 'effect',
	schema: z.enum(effectNames),
	compile: (raw) => ({ kind: 'effect', effect: raw }),
	enter(node, turn) {
		const wording = turn.session.release;
		switch (node.effect) {
			case 'consent':
				update(turn, { consented: true });
				effect(turn, { kind: 'consent', given: true, wording });
				break;
			case 'consent_withdrawn':
				update(turn, { consented: false });
				effect(turn, { kind: 'consent', given: false, wording });
				break;
			case 'opt_out':
				// Nothing that was interrupted is asked again of somebody who wants no messages.
				update(turn, { suspended: [] });
				effect(turn, { kind: 'opt_out', out: true });
				break;
			case 'opt_in':
				effect(turn, { kind: 'opt_out', out: false });
				break;
			case 'erase':
				effect(turn, { kind: 'erase' });
				turn.erased = true;
				update(turn, { suspended: [] });
				break;
			case 'misread':
				noteMisread(turn);
				break;
			case 'show_data':
				showData(turn);
				break;
			case 'send_sheet':
				sendSheet(turn);
				break;
		}
		return { move: 'next' };
	},
};

/** What was said is worth learning from; only with the person's consent, and never where a danger showed. */
function noteMisread(turn: Turn): void {
	const { consented, dangers, needs, intent } = turn.session;
	if (consented === true && dangers.length === 0) effect(turn, { kind: 'misread', read: needs, intent });
}

/** Everything that is kept of the person's answers, in their own language. */
function showData(turn: Turn): void {
	const { language, facts, needs, told } = turn.session;
	const { knowledge } = turn.release;
	const lines: string[] = [];
	for (const [id, known] of Object.entries(facts)) {
		const fact = knowledge.facts.get(id);
		if (!fact) continue;
		const answer = known.status === 'declined' ? phrase(turn, 'dont_know_label') : factInWords(turn, fact);
		lines.push(`• ${fact.question[language].split('\n')[0]} → ${answer ?? ''}`);
	}
	const names = needs.map((id) => knowledge.needs.get(id)?.name[language] ?? id);
	for (const name of names) lines.push(`• ${name}`);
	for (const id of Object.keys(told)) lines.push(`• ${knowledge.rights.get(id)?.name[language] ?? id}`);
	say(turn, lines.length === 0 ? phrase(turn, 'data_nothing') : `${phrase(turn, 'data_title')}\n${lines.join('\n')}`);
}

/** The name says nothing of what is in it: whoever holds the phone sees it in a list. */
const sheetName = 'catatan.pdf';

/** The rights told so far that may fit, on one page to take along. */
function sendSheet(turn: Turn): void {
	const fits = Object.values(turn.session.told).some((kind) => kind === 'likely' || kind === 'needs_info');
	if (!fits) {
		say(turn, phrase(turn, 'sheet_nothing'));
		return;
	}
	const document = { kind: 'sheet', name: sheetName, instead: phrase(turn, 'sheet_not_here') } as const;
	turn.messages++;
	const text = phrase(turn, 'sheet_sent');
	turn.events.push({ kind: 'message', text, choices: [], question: null, always: false, document });
}
