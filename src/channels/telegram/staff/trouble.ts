import { GrammyError } from 'grammy';
import { type Failure, failureOf } from '../calls.ts';

/** What a call about a group that failed means, where it says more than any other call. */
export type StaffFailure =
	| Failure
	/** It is so already: the message, the name or the state of the topic. */
	| { readonly kind: 'already' }
	/** Somebody deleted the thread. */
	| { readonly kind: 'no_thread' }
	/** The message is not there any more, or too old to change. */
	| { readonly kind: 'no_message' }
	/** The group does not let us: what to set, in words for an admin. */
	| { readonly kind: 'group'; readonly reason: string };

/** What an admin has to do; shown in the log, on the system page and in the health report. */
export const groupTroubles = {
	away: 'the bot is not in the group of TELEGRAM_STAFF_GROUP, or there is no such group: add it, and make it an administrator',
	forum: 'the group of TELEGRAM_STAFF_GROUP has no topics: switch Topics on in its settings',
	admin: 'the bot is no administrator of the group of TELEGRAM_STAFF_GROUP: make it one, or it hears nothing there',
	topics: 'the bot lacks the right to manage topics in the group of TELEGRAM_STAFF_GROUP',
	delete: 'the bot lacks the right to delete messages in the group of TELEGRAM_STAFF_GROUP, which an erasure needs',
	upgraded: 'the group of TELEGRAM_STAFF_GROUP became a supergroup and has a new id: set that one',
	unreachable: 'Telegram could not be asked about the group of TELEGRAM_STAFF_GROUP',
} as const;

/** Descriptions of the Bot API server; it documents no codes for them. */
const meanings: readonly (readonly [RegExp, StaffFailure])[] = [
	[/message is not modified|TOPIC_NOT_MODIFIED/i, { kind: 'already' }],
	[/message thread not found|TOPIC_DELETED|TOPIC_ID_INVALID/i, { kind: 'no_thread' }],
	[/message to (edit|react|delete) not found|message can't be edited|MESSAGE_ID_INVALID/i, { kind: 'no_message' }],
	[/upgraded to a supergroup/i, { kind: 'group', reason: groupTroubles.upgraded }],
	[/not a forum|CHANNEL_FORUM_MISSING/i, { kind: 'group', reason: groupTroubles.forum }],
	[
		/not enough rights to (delete|manage messages)|MESSAGE_DELETE_FORBIDDEN/i,
		{ kind: 'group', reason: groupTroubles.delete },
	],
	[/not enough rights|CHAT_ADMIN_REQUIRED|administrator rights/i, { kind: 'group', reason: groupTroubles.topics }],
];

export function staffFailureOf(error: unknown): StaffFailure {
	if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) {
		const found = meanings.find(([pattern]) => pattern.test(error.description));
		if (found !== undefined) return found[1];
	}
	const failure = failureOf(error);
	return failure.kind === 'gone' ? { kind: 'group', reason: groupTroubles.away } : failure;
}
