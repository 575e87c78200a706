import type { LeaseDocument } from '../accounts/documents.ts';
import type { AlertDocument, AlertSettings, MeanDocument } from '../alerts/documents.ts';
import type { ImportDocument } from '../archive/documents.ts';
import type {
	CaseDocument,
	CaseEvent,
	CaseLetter,
	CaseNote,
	CaseSearch,
	SelfReport,
	StaffDocument,
} from '../cases/documents.ts';
import type { TopicDocument } from '../channels/telegram/documents.ts';
import type {
	WhatsAppAccountDocument,
	WhatsAppContactDocument,
	WhatsAppEventDocument,
	WhatsAppKeyDocument,
} from '../channels/whatsapp/documents.ts';
import type { ConversationDocument, MessageDocument, SuggestionDocument } from '../conversation/documents.ts';
import type { SignInDocument, StaffLinkDocument, UserDocument } from '../desk/documents.ts';
import type { FileDocument, FilePart } from '../files/documents.ts';
import type { PersonDocument } from '../people/documents.ts';
import type { ReleaseDocument } from '../releases/documents.ts';

/** What is kept, by collection. The documents' shapes belong to the rooms that own them. */
export interface Collections {
	conversations: ConversationDocument;
	messages: MessageDocument;
	files: FileDocument;
	file_parts: FilePart;
	suggestions: SuggestionDocument;
	people: PersonDocument;
	cases: CaseDocument;
	case_events: CaseEvent;
	case_notes: CaseNote;
	case_letters: CaseLetter;
	case_searches: CaseSearch;
	self_reports: SelfReport;
	staff: StaffDocument;
	users: UserDocument;
	alerts: AlertDocument;
	alert_settings: AlertSettings;
	alert_means: MeanDocument;
	sign_ins: SignInDocument;
	staff_links: StaffLinkDocument;
	telegram_topics: TopicDocument;
	releases: ReleaseDocument;
	imports: ImportDocument;
	leases: LeaseDocument;
	whatsapp_accounts: WhatsAppAccountDocument;
	whatsapp_keys: WhatsAppKeyDocument;
	whatsapp_contacts: WhatsAppContactDocument;
	whatsapp_events: WhatsAppEventDocument;
}

export type CollectionName = keyof Collections;

type Fields<C extends CollectionName> = readonly Extract<keyof Collections[C], string>[];

/**
 * The indexes of each collection, besides the unique `_id`. A query names fields of one index, equality first; every adapter
 * builds them before it serves. Field types tell an adapter how to compare: `number` or `text`.
 */
export const indexes: { readonly [C in CollectionName]: readonly Fields<C>[] } = {
	conversations: [['pending_since'], ['next_due'], ['person'], ['release']],
	messages: [
		['conversation', 'seq'],
		['case', 'seq'],
	],
	files: [
		['conversation', 'seq'],
		['state', 'next_due'],
		['conversation', 'state', 'at'],
	],
	file_parts: [['conversation', 'seq']],
	suggestions: [['day']],
	people: [],
	cases: [
		['status', 'priority', 'opened_at'],
		['status', 'notified_at'],
		['status', 'next_due'],
		['status', 'priority', 'late_since'],
		['status', 'closed_at'],
		['unheard'],
		['assignee', 'status', 'priority', 'opened_at'],
		['conversation', 'status'],
		['person'],
		['number'],
		['marked'],
		['marks', 'priority', 'opened_at'],
		['marks', 'closed_at'],
	],
	case_events: [['case', 'at']],
	case_notes: [['case', 'at']],
	case_letters: [
		['case', 'made_at'],
		['status', 'case'],
		['status', 'made_at'],
	],
	case_searches: [['user', 'at'], ['at']],
	self_reports: [['case', 'at'], ['person']],
	staff: [['team'], ['presence', 'seen_at']],
	users: [['name']],
	alerts: [['case'], ['event'], ['next_at'], ['user', 'at'], ['at']],
	alert_settings: [],
	alert_means: [],
	sign_ins: [['user'], ['expires_at']],
	staff_links: [['user'], ['expires_at']],
	telegram_topics: [['topic'], ['state']],
	releases: [['made_at']],
	imports: [],
	leases: [],
	whatsapp_accounts: [],
	whatsapp_keys: [['account']],
	whatsapp_contacts: [['address']],
	whatsapp_events: [['account', 'at']],
};

/**
 * Index fields that hold a list of text. Each entry leads to its document, in the order of the other fields of the index; such a field
 * comes first in it, and is looked for by `has`.
 */
export const listFields: ReadonlySet<string> = new Set(['marks']);

/** Index fields that hold numbers; all others hold text (or null). */
export const numberFields: ReadonlySet<string> = new Set([
	'seq',
	'priority',
	'topic',
	'opened_at',
	'notified_at',
	'closed_at',
	'at',
	'pending_since',
	'next_due',
	'seen_at',
	'late_since',
	'expires_at',
	'made_at',
	'unheard',
	'marked',
	'next_at',
]);
