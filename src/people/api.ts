import type { CaseDocument, SelfReport } from '../cases/documents.ts';
import type { MessageDocument } from '../conversation/documents.ts';
import type { Session } from '../engine/index.ts';
import type { FileDocument } from '../files/documents.ts';
import type { PersonDocument } from './documents.ts';

/** People as the conversation path, the desk and the command line see them. */
export interface People {
	get(person: string): Promise<PersonDocument | null>;
	/** Records that the person exists under this identity (a conversation id). Idempotent. */
	know(person: string, identity: string, at: number): Promise<void>;
	/** Records what the person agreed to, or took back. The latest `at` wins, so that a repeat changes nothing. */
	consent(
		person: string,
		identity: string,
		consent: { readonly given: boolean; readonly wording: string },
		at: number,
	): Promise<void>;
	/**
	 * Two conversations turned out to be one person's: makes one of them, with session, case, consent and opt-out kept. Resolves to
	 * the id of the one that goes on. Idempotent.
	 */
	merge(conversation: string, other: string): Promise<string>;
	/** Removes the person. Conversations and cases are erased by their own rooms. Idempotent. */
	eraseThem(person: string): Promise<void>;
	/** Everything that is kept of a person and that they may see. Null when nothing is. */
	exportOf(person: string): Promise<PersonExport | null>;
}

/** A file of the person as it is named to them. */
export interface ExportedFile extends Pick<FileDocument, 'at' | 'type' | 'size' | 'state'> {
	readonly name: string;
}

/** What a person gets who asks what is kept of them: plain JSON, without staff notes, without ids of other people. */
export interface PersonExport {
	readonly person: string;
	readonly consent: PersonDocument['consent'];
	readonly conversations: readonly {
		readonly id: string;
		readonly since: number;
		readonly opted_out: boolean;
		readonly facts: Session['facts'];
		readonly needs: Session['needs'];
		readonly rights: Session['told'];
		readonly messages: readonly Pick<MessageDocument, 'at' | 'from' | 'text'>[];
		/** What they sent, by name, and whether it is kept; its content is what they have themselves. */
		readonly files: readonly ExportedFile[];
	}[];
	readonly cases: readonly Pick<
		CaseDocument,
		'number' | 'status' | 'opened_at' | 'closed_at' | 'needs' | 'claims' | 'refusals' | 'reason' | 'words' | 'called'
	>[];
	/** How they said their days were, and when. */
	readonly reports: readonly Pick<SelfReport, 'moment' | 'answers' | 'at'>[];
}
