import type { UserDocument } from '../desk/documents.ts';
import type { Failure } from './documents.ts';

/** What somebody is told, in their language. Fit for a locked screen: nothing of the person, their words or their needs. */
export interface Alert {
	/** The same whenever this alert is sent again; letters, digits, `-` and `_`. */
	readonly id: string;
	/** `Bahaya · kasus K7QM-4XPD`. */
	readonly title: string;
	/** What is to be done, and how much time there is. */
	readonly text: string;
	/** Where the desk shows it, `/desk/cases/K7QM-4XPD`. */
	readonly path: string;
	/** The same as a whole address; null when Hakku was not told its own (PUBLIC_URL). */
	readonly url: string | null;
	readonly danger: boolean;
	readonly language: 'id' | 'en';
}

/** A way to tell somebody who is not looking at the desk. */
export interface Mean {
	/** Unique: `email`, `push`, `telegram`. */
	readonly name: string;
	/** True when sending the same alert twice shows it once, so that it may be repeated after a crash. */
	readonly repeatable: boolean;
	/** Whether this user can be reached by it now. */
	ready(user: UserDocument): Promise<boolean>;
	/** Resolves once somebody else answers for it. @throws NotDelivered */
	send(user: UserDocument, alert: Alert): Promise<void>;
}

/** A mean could not deliver. `lasting`: trying again is of no use until the user changes something. */
export class NotDelivered extends Error {
	readonly failure: Failure;
	readonly lasting: boolean;

	constructor(failure: Failure, options: { readonly lasting?: boolean; readonly cause?: unknown } = {}) {
		super(`not delivered: ${failure}`, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'NotDelivered';
		this.failure = failure;
		this.lasting = options.lasting ?? false;
	}
}
