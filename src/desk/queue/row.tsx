import type { CaseDocument } from '../../cases/documents.ts';
import { isSensitive } from '../../cases/index.ts';
import { queueTexts } from '../texts/queue.ts';
import type { Words } from '../words.ts';
import { timeLeft } from './time-left.ts';

/** One case of a list. Of a sensitive one that is not the reader's, a list says how urgent it is and nothing of what it is about. */
export const Row = (props: {
	row: CaseDocument;
	words: Words;
	now: number;
	me: string;
	supervises: boolean;
	names: ReadonlyMap<string, string>;
}) => {
	const { row, words, me, now } = props;
	const { texts } = words;
	const more = queueTexts[words.language];
	const bare = isSensitive(row) && row.assignee !== me && !props.supervises;
	const needs = words.needs(row);
	const holder =
		row.assignee === null
			? texts.nobody
			: row.assignee === me
				? texts.heldByYou
				: texts.heldBy(props.names.get(row.assignee) ?? texts.formerWorker);
	const open = row.status === 'open';
	const left = open ? timeLeft(row, words, now) : null;
	const due = open && (row.assignee === null || row.waiting_since !== null);
	const asleep = open && row.snoozed_until !== null && row.snoozed_until > now;
	return (
		<li class={`row level-${row.priority}`}>
			<a id={`case-${row.number}`} href={`/desk/cases/${row.number}`}>
				<span class="level">{texts.priority[row.priority]}</span>
				{bare ? (
					<span class="what">
						<strong>{more.sensitive}</strong>
					</span>
				) : (
					<span class="what">
						<strong>
							{row.called ? `${row.called} · ` : ''}
							{needs.length > 0 ? needs.join(', ') : texts.noNeeds}
						</strong>
						{row.danger.length > 0 && (
							<span class="dangers">{row.danger.map((kind) => texts.danger[kind]).join(', ')}</span>
						)}
						<span class="reason">{row.reason}</span>
					</span>
				)}
				<span class="when">
					{open ? (
						<span class={due ? 'due' : ''}>{words.waiting(row, now)}</span>
					) : (
						<span>{row.closed_at === null ? texts.status[row.status] : texts.closed(words.when(row.closed_at))}</span>
					)}
					<span class="soft">{holder}</span>
					{asleep && row.snoozed_until !== null && <span>{more.back(words.when(row.snoozed_until))}</span>}
					{left && <span class={left.late ? 'due' : 'soft'}>{left.text}</span>}
				</span>
				<span class="number">{row.number}</span>
			</a>
		</li>
	);
};
