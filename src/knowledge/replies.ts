import { check, didYouMean, type Finding, type Read } from '../yaml/index.ts';
import { reporterFor } from './reporter.ts';
import { repliesFile } from './schemas.ts';
import { checkTexts } from './texts.ts';
import { type CannedReply, replyFacts } from './types.ts';

/** Adds what workers send often, from replies.yaml. */
export function readReplies(read: Read, replies: Map<string, CannedReply>, findings: Finding[]): void {
	const checked = check(repliesFile, read);
	findings.push(...checked.findings);
	if (checked.value === null) return;
	const report = reporterFor(read, findings);
	checkTexts(read.value, report);
	for (const [index, reply] of checked.value.replies.entries()) {
		if (replies.has(reply.id))
			report.error(
				['replies', index, 'id'],
				'id.twice',
				`There is already a reply "${reply.id}".`,
				'Give one of them another id.',
			);
		for (const language of ['id', 'en'] as const) {
			const text = reply.text[language];
			const place = ['replies', index, 'text', language] as const;
			for (const [whole, name = ''] of text.matchAll(/\{([^{}\n]*)\}/gu)) {
				if (replyFacts.some((fact) => fact === name.trim())) continue;
				const fix = didYouMean(name.trim(), replyFacts, `Use one of: ${replyFacts.join(', ')}.`);
				report.error([...place], 'reply.fact.unknown', `Nothing of a case is called ${whole}.`, fix);
			}
			if (/[{}]/u.test(text.replaceAll(/\{[^{}\n]*\}/gu, '')))
				report.error([...place], 'reply.brace', 'A brace is open or closed that has no partner.', 'Write {panggilan}.');
			const figure = /(?:Rp\s?)?\d[\d.\s-]{2,}/u.exec(text)?.[0];
			if (figure !== undefined)
				report.error(
					[...place],
					'reply.figure',
					`This reply has a figure of its own: "${figure.trim()}". Nobody would notice when it changes.`,
					'Use {telepon} for a number of the directory, and leave amounts to what Hakku tells of the right.',
				);
		}
		replies.set(reply.id, reply);
	}
}
