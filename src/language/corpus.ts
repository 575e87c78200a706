import { type DangerKind, type NeedId, needIds, type PhraseFile } from '../knowledge/index.ts';
import type { Finding } from '../yaml/index.ts';
import { expand, type Slots, sequence } from './expand.ts';
import type { PhraseContent, PhraseGroup } from './schema.ts';
import { finding, spotOfWords } from './source.ts';
import type { Intent, MessageLanguage } from './types.ts';

/** One training message with what it means. */
export interface Labelled {
	text: string;
	needs: readonly NeedId[];
	intent: Intent;
	danger: readonly DangerKind[];
	lang: MessageLanguage;
	/** What it teaches, where that is not everything. */
	teaches?: 'needs' | 'needs and danger' | 'language';
}

const perLine = 6;
const perFrame = 2;
const perTongue = 20;

function labelled(group: PhraseGroup, text: string, needs: readonly NeedId[] = group.needs): Labelled {
	return { text, needs, intent: group.intent, danger: group.danger, lang: group.lang };
}

interface Term {
	word: string;
	needs: readonly NeedId[];
	grave: boolean;
}

/** Words as people type them at an open question. */
const asked = ['', 'soal ', 'tanya ', 'tentang ', 'butuh ', 'masalah '];
const asking = ['', ' gimana ya', ' pak', ' bu', ' dong', ' gimana caranya', '?'];

/** Terms alone, among words that mean nothing of their own, and in company; and such words alone: what a long story is made of. */
function termMessages(content: PhraseContent): Labelled[] {
	const terms: Term[] = content.terms.flatMap(({ words, needs, grave }) =>
		words.map((word) => ({ word, needs, grave })),
	);
	const fill = content.slots.isian ?? [''];
	const random = sequence(11);
	const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
	const filler = (least = 0): string =>
		Array.from({ length: least + Math.floor(random() * 4) }, () => pick(fill) ?? '').join(' ');
	const made: Labelled[] = [];
	const add = (named: readonly Term[], text: string): void => {
		const all = new Set(named.flatMap((term) => term.needs));
		const teaches = named.some((term) => term.grave) ? 'needs' : 'needs and danger';
		const needs = needIds.filter((need) => all.has(need));
		made.push({ needs, text, teaches, intent: 'state_need', danger: [], lang: 'id' });
	};
	for (const term of terms) {
		const [second = term, third = term] = [pick(terms), pick(terms)];
		add([], filler(2));
		add([term], `${pick(asked) ?? ''}${term.word}${pick(asking) ?? ''}`);
		add([term], `${filler()} ${term.word} ${filler()}`);
		add([term, second], `${filler()} ${term.word} ${filler()} ${second.word} ${filler()}`);
		add(
			[term, second, third],
			`${filler()} ${term.word} ${filler()} ${second.word} ${filler()} ${third.word} ${filler()}`,
		);
	}
	return made;
}

/** Names between < and > that nobody declared, so that a pattern would lose a word. */
export function checkSlots(content: PhraseContent, files: readonly PhraseFile[]): Finding[] {
	const known = new Set([
		...Object.keys(content.slots),
		...content.topics.flatMap((topic) => Object.keys(topic.names)),
	]);
	const lines = [...content.phrases, ...content.frames].flatMap((group) => group.say);
	const unknown = new Set<string>();
	for (const text of [...lines, ...Object.values(content.slots).flat()]) {
		for (const [, name = ''] of text.matchAll(/<([a-z_]+)>/gu)) if (!known.has(name)) unknown.add(name);
	}
	return [...unknown].map((name) =>
		finding(
			spotOfWords(files, `<${name}>`),
			'phrases.slot.unknown',
			`No slot is called "${name}".`,
			'Declare it under slots:, or correct the name between < and >.',
		),
	);
}

/** Every message that the phrases, the frames over their topics, and the terms stand for. */
export function corpus(content: PhraseContent): Labelled[] {
	const messages: Labelled[] = [];
	const slots: Slots = new Map(Object.entries(content.slots));
	for (const group of content.phrases) {
		for (const line of group.say) {
			for (const text of expand(line, slots, group.most ?? perLine)) messages.push(labelled(group, text));
		}
	}
	for (const group of content.frames) {
		for (const line of group.say) {
			const wanted = [...line.matchAll(/<([a-z_]+)>/gu)].map((match) => match[1] ?? '');
			for (const topic of content.topics) {
				if (
					!wanted.some((name) => name in topic.names) ||
					!wanted.every((name) => name in topic.names || slots.has(name))
				)
					continue;
				const local: Slots = new Map([...slots, ...Object.entries(topic.names)]);
				const needs = needIds.filter((need) => topic.needs.includes(need) || group.needs.includes(need));
				for (const text of expand(line, local, group.most ?? perFrame)) messages.push(labelled(group, text, needs));
			}
		}
	}
	messages.push(...termMessages(content));
	for (const [lang, lines] of Object.entries(content.tongues)) {
		for (const text of lines.flatMap((line) => expand(line, slots, perTongue))) {
			messages.push({
				text,
				teaches: 'language',
				lang: lang as MessageLanguage,
				needs: [],
				intent: 'other',
				danger: [],
			});
		}
	}
	return messages;
}
