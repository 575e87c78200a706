import { randomUUID } from 'node:crypto';
import type { CaseDocument, CaseEvent, CaseNote } from '../../cases/documents.ts';
import { hasOutcome } from '../../cases/index.ts';
import type { CannedReply } from '../../knowledge/index.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import { FormToken } from '../layout.tsx';
import { timeLeft } from '../queue/time-left.ts';
import { cannedTexts } from '../texts/canned.ts';
import { handlingTexts } from '../texts/handling.ts';
import type { Words } from '../words.ts';
import { caseResults, outcomeField, outcomesFrom } from './closing.ts';

/** Longest message and note, in UTF-16 units: it must fit one message of every channel. */
export const longestReply = 3_500;

interface PartProps {
	readonly case: CaseDocument;
	readonly words: Words;
	readonly signedIn: SignedIn;
	readonly names: ReadonlyMap<string, string>;
}

const nameOf = (user: string, { signedIn, words, names }: PartProps) =>
	user === signedIn.user._id ? words.texts.you : (names.get(user) ?? words.texts.formerWorker);

/** Who holds the case and what can be done about it. Refreshed by itself when that changes. */
export const CaseState = (props: PartProps & { now: number; notice: string | null }) => {
	const { words, signedIn, now } = props;
	const { texts } = words;
	const it = props.case;
	const path = `/desk/cases/${it.number}`;
	const mine = it.assignee === signedIn.user._id;
	const left = it.status === 'open' ? timeLeft(it, words, now) : null;
	const handling = handlingTexts[words.language];
	return (
		<section
			id="state"
			class="state"
			hx-get={`${path}/state`}
			hx-trigger="refresh, every 60s"
			hx-swap="outerHTML"
			hx-disinherit="*"
		>
			{props.notice && (
				<p class="trouble" role="alert">
					{props.notice}
				</p>
			)}
			<p class="facts">
				<span class={`level level-${it.priority}`}>{texts.priority[it.priority]}</span>
				{it.status === 'open' ? (
					<>
						<span>{words.waiting(it, now)}</span>
						<span class="holder">
							{it.assignee === null ? texts.nobody : mine ? texts.heldByYou : texts.heldBy(nameOf(it.assignee, props))}
						</span>
					</>
				) : (
					<>
						<span>{it.closed_at === null ? texts.status[it.status] : texts.closed(words.when(it.closed_at))}</span>
						{it.closing && (
							<span>
								{caseResults.some((known) => known === it.closing?.result)
									? texts.result[it.closing.result as keyof typeof texts.result]
									: it.closing.result}
							</span>
						)}
					</>
				)}
			</p>
			{left && <p class={left.late ? 'trouble' : 'hint'}>{left.text}</p>}
			{it.snoozed_until !== null && it.snoozed_until > now && <p>{handling.snoozed(words.when(it.snoozed_until))}</p>}
			{it.unreachable !== null && <p class="trouble">{texts.unreachable}</p>}
			{it.status === 'open' && it.assignee === null && (
				<form method="post" action={`${path}/claim`} class="claim">
					<FormToken signedIn={signedIn} />
					<button type="submit" id="claim">
						{texts.claim}
					</button>
					<p class="hint">{texts.claimHint}</p>
				</form>
			)}
			{it.status === 'open' && mine && it.claimed_at === null && (
				<form method="post" action={`${path}/claim`} class="claim">
					<FormToken signedIn={signedIn} />
					<button type="submit">{handling.acknowledge}</button>
				</form>
			)}
			{it.status === 'open' && mine && (
				<form method="post" action={`${path}/release`}>
					<FormToken signedIn={signedIn} />
					<button type="submit" class="quiet">
						{texts.release}
					</button>
				</form>
			)}
		</section>
	);
};

/** The reply box. Its id goes with the text: pressed twice, it is one message. */
export const Reply = (
	props: PartProps & {
		unsent: string;
		id: string | null;
		trouble: string | null;
		sent: string | null;
		canned: readonly CannedReply[];
		/** A canned reply was just put into the box. */
		filled?: boolean;
	},
) => {
	const { words, signedIn, canned } = props;
	const more = cannedTexts[words.language];
	const { texts } = words;
	const path = `/desk/cases/${props.case.number}/reply`;
	return (
		<section
			id="reply"
			class="reply"
			data-sent={props.sent}
			data-filled={props.filled ? 'yes' : undefined}
			aria-labelledby="reply-title"
		>
			<form
				method="post"
				action={path}
				hx-post={path}
				hx-target="#reply"
				hx-swap="outerHTML"
				hx-disabled-elt="find .send"
				data-draft={`reply:${props.case.number}`}
			>
				<FormToken signedIn={signedIn} />
				<input type="hidden" name="id" value={props.id ?? randomUUID()} />
				<label id="reply-title" for="reply-text">
					{texts.reply} <span class="hint">{texts.replyHint}</span>
				</label>
				<textarea id="reply-text" name="text" rows={3} maxlength={longestReply} dir="auto" required>
					{props.unsent}
				</textarea>
				<p class="under">
					<span
						id="reply-status"
						role="status"
						class={props.trouble ? 'trouble' : 'hint'}
						data-not-sent={texts.notSent}
					>
						{props.trouble ?? (props.filled ? more.filled : props.sent ? texts.sent : '')}
					</span>
					<button type="submit" class="send">
						{texts.send}
					</button>
				</p>
				{canned.length > 0 && (
					<p class="canned">
						<label for="canned">{more.choose}</label>
						<select id="canned" name="canned" aria-describedby="canned-hint">
							<option value="">{more.none}</option>
							{canned.map(({ id, title }) => (
								<option value={id}>{title[words.language]}</option>
							))}
						</select>
						<button
							type="submit"
							class="quiet"
							formaction={`${path.replace(/reply$/u, 'canned')}`}
							formnovalidate
							hx-post={`${path.replace(/reply$/u, 'canned')}`}
							hx-target="#reply"
							hx-swap="outerHTML"
							hx-disabled-elt="this"
						>
							{more.fill}
						</button>
						<span class="hint" id="canned-hint">
							{more.hint}
						</span>
					</p>
				)}
			</form>
		</section>
	);
};

/** Staff notes, in a colour of their own so that nobody takes them for the conversation. */
export const Notes = (props: PartProps & { notes: readonly CaseNote[]; unsent: string; trouble: string | null }) => {
	const { words, signedIn } = props;
	const { texts } = words;
	return (
		<section class="card notes" id="catatan" aria-labelledby="notes-title">
			<h2 id="notes-title">{texts.notes}</h2>
			<p class="lock">{texts.notesHint}</p>
			{props.notes.length === 0 && <p>{texts.noNotes}</p>}
			<ol>
				{props.notes.map((note) => (
					<li>
						<p class="who">
							<strong>{nameOf(note.by, props)}</strong>{' '}
							<time datetime={new Date(note.at).toISOString()}>{words.when(note.at)}</time>
						</p>
						<p class="words" dir="auto">
							{note.text}
						</p>
					</li>
				))}
			</ol>
			{props.trouble && (
				<p class="trouble" role="alert">
					{props.trouble}
				</p>
			)}
			<form method="post" action={`/desk/cases/${props.case.number}/notes`} data-draft={`note:${props.case.number}`}>
				<FormToken signedIn={signedIn} />
				<input type="hidden" name="id" value={randomUUID()} />
				<label for="note-text">{texts.noteLabel}</label>
				<textarea id="note-text" name="text" rows={2} maxlength={longestReply} dir="auto" required>
					{props.unsent}
				</textarea>
				<button type="submit">{texts.addNote}</button>
			</form>
		</section>
	);
};

/** Closing needs a result; a radio group without a default, so that nobody closes with one by accident. */
export const Close = (props: PartProps & { note: string; trouble: string | null }) => {
	const { words, signedIn } = props;
	const { texts } = words;
	return (
		<details class="card close" id="tutup" open={props.trouble !== null}>
			<summary>{texts.close}</summary>
			<p>{texts.closeHint}</p>
			{props.trouble && (
				<p class="trouble" role="alert">
					{props.trouble}
				</p>
			)}
			<form method="post" action={`/desk/cases/${props.case.number}/close`}>
				<FormToken signedIn={signedIn} />
				<fieldset>
					<legend>{texts.closeResult}</legend>
					{caseResults.map((result) => (
						<label class="option">
							<input type="radio" name="result" value={result} required /> {texts.result[result]}
						</label>
					))}
				</fieldset>
				{props.case.claims
					.filter((claim) => !hasOutcome(claim))
					.map((claim) => (
						<>
							<label for={`outcome-${claim.right}`}>{texts.outcomeOf(words.right(claim.right))}</label>
							<select id={`outcome-${claim.right}`} name={outcomeField(claim)} required>
								<option value="">{texts.choose}</option>
								{outcomesFrom(claim).map((outcome) => (
									<option value={outcome}>{texts.claimStatus[outcome]}</option>
								))}
							</select>
						</>
					))}
				<label for="close-note">{texts.closeNote}</label>
				<textarea id="close-note" name="note" rows={2} maxlength={longestReply} dir="auto">
					{props.note}
				</textarea>
				<button type="submit">{texts.close}</button>
			</form>
		</details>
	);
};

/** Everything that happened to the case, views included. */
export const History = (props: PartProps & { events: readonly CaseEvent[] }) => {
	const { words } = props;
	return (
		<details class="card history">
			<summary>{words.texts.history}</summary>
			<ol>
				{props.events.map((event) => (
					<li>
						<time datetime={new Date(event.at).toISOString()}>{words.when(event.at)}</time>{' '}
						{words.texts.event[event.kind]}
						{event.by && ` · ${nameOf(event.by, props)}`}
					</li>
				))}
			</ol>
		</details>
	);
};

/** Gives back what a worker typed into a form that is gone, because the case is closed or somebody else's now. */
export const Unsent = (props: { words: Words; text: string }) => (
	<section class="card">
		<label for="unsent">{props.words.texts.unsent}</label>
		<textarea id="unsent" rows={4} readonly dir="auto">
			{props.text}
		</textarea>
	</section>
);
