import { Schema, type SchemaDefinitionProperty, SchemaTypes } from 'mongoose';
import { type CollectionName, type Collections, indexes } from '../collections.ts';
import type { Stored } from '../stored.ts';

/** `any` is a structure whose inside belongs to the room that owns the document. Every field may be null. */
type Kind = 'text' | 'number' | 'boolean' | 'list' | 'any';

type Shapes = {
	readonly [C in CollectionName]: { readonly [F in Exclude<keyof Collections[C], keyof Stored>]-?: Kind };
};

/** The fields of each collection. The compiler refuses one that is missing or too many. */
const shapes: Shapes = {
	conversations: {
		channel: 'text',
		address: 'text',
		person: 'text',
		seen: 'list',
		inbox: 'list',
		session: 'any',
		mode: 'any',
		outbox: 'list',
		effects: 'list',
		unfiled: 'list',
		seq: 'number',
		words: 'list',
		shown: 'any',
		timers: 'list',
		next_due: 'number',
		pending_since: 'number',
		held: 'any',
		unreachable: 'text',
		opted_out: 'boolean',
		created_at: 'number',
		updated_at: 'number',
	},
	messages: {
		conversation: 'text',
		seq: 'number',
		from: 'text',
		author: 'text',
		text: 'text',
		choices: 'list',
		question: 'text',
		document: 'any',
		at: 'number',
		delivery: 'text',
		case: 'text',
		file: 'boolean',
	},
	files: {
		conversation: 'text',
		seq: 'number',
		channel: 'text',
		media: 'text',
		name: 'text',
		claimed: 'number',
		source: 'text',
		state: 'text',
		reason: 'text',
		type: 'text',
		size: 'number',
		content: 'text',
		tries: 'number',
		next_due: 'number',
		at: 'number',
	},
	file_parts: { conversation: 'text', seq: 'number', bytes: 'text' },
	suggestions: { text: 'text', needs: 'list', intent: 'text', day: 'text' },
	people: { identities: 'list', consent: 'any', created_at: 'number' },
	cases: {
		number: 'text',
		conversation: 'text',
		person: 'text',
		status: 'text',
		stage: 'text',
		priority: 'number',
		danger: 'list',
		needs: 'list',
		area: 'text',
		team: 'text',
		claims: 'list',
		refusals: 'list',
		clocks: 'list',
		next_due: 'number',
		late_since: 'number',
		snoozed_until: 'number',
		rung: 'number',
		transfers: 'list',
		duplicate_of: 'text',
		facts: 'list',
		reason: 'text',
		words: 'list',
		language: 'text',
		opened_at: 'number',
		assignee: 'text',
		claimed_at: 'number',
		first_answer_at: 'number',
		closed_at: 'number',
		closing: 'any',
		waiting_since: 'number',
		notified_at: 'number',
		unreachable: 'text',
	},
	case_events: { case: 'text', at: 'number', kind: 'text', by: 'text', detail: 'text' },
	staff: {
		team: 'text',
		areas: 'list',
		needs: 'list',
		languages: 'list',
		capacity: 'number',
		presence: 'text',
		seen_at: 'number',
	},
	case_notes: { case: 'text', at: 'number', by: 'text', text: 'text' },
	case_letters: {
		case: 'text',
		kind: 'text',
		refusal: 'text',
		to: 'text',
		subject: 'text',
		body: 'text',
		dated: 'text',
		status: 'text',
		made_at: 'number',
		made_by: 'text',
		approved_by: 'text',
		approved_at: 'number',
		sent_at: 'number',
	},
	self_reports: { case: 'text', person: 'text', moment: 'text', answers: 'any', at: 'number' },
	users: {
		name: 'text',
		display_name: 'text',
		role: 'text',
		password: 'text',
		created_at: 'number',
		disabled: 'boolean',
		failures: 'number',
		locked_until: 'number',
		invitation: 'any',
		second: 'any',
	},
	sign_ins: {
		user: 'text',
		csrf: 'text',
		created_at: 'number',
		expires_at: 'number',
		complete: 'boolean',
		browser: 'text',
	},
	releases: { files: 'list', made_at: 'number' },
	imports: { archive: 'text', begun_at: 'number' },
	leases: { owner: 'text', epoch: 'number', renewed_at: 'number' },
	whatsapp_accounts: {
		creds: 'text',
		epoch: 'number',
		number: 'text',
		state: 'text',
		reason: 'text',
		since: 'number',
		last_message_at: 'number',
		restricted_until: 'number',
		wanted: 'any',
		shown: 'text',
	},
	whatsapp_keys: { account: 'text', value: 'text', epoch: 'number', batch: 'number' },
	whatsapp_contacts: { address: 'text', other: 'text', account: 'text', wrote_at: 'number' },
};

/** Without casting: a number where text belongs is a mistake, not a text. */
const types: { readonly [K in Kind]: SchemaDefinitionProperty } = {
	text: { type: String, cast: false },
	number: { type: Number, cast: false },
	boolean: { type: Boolean, cast: false },
	list: {
		type: SchemaTypes.Mixed,
		validate: { validator: (value: unknown) => value == null || Array.isArray(value), message: 'is not a list' },
	},
	any: { type: SchemaTypes.Mixed },
};

/** The mongoose schema of a collection: typed fields, nothing unknown at the top, and the declared indexes with `_id` as tie-break. */
export function schemaOf(collection: CollectionName): Schema {
	const shape: Readonly<Record<string, Kind>> = shapes[collection];
	const fields = Object.entries(shape).map(([field, kind]) => [field, types[kind]] as const);
	const schema = new Schema(
		{
			_id: { type: String, required: true, cast: false },
			rev: { type: Number, required: true, cast: false },
			...Object.fromEntries(fields),
		},
		{ collection, strict: 'throw', minimize: false, versionKey: false, id: false, autoIndex: false, autoCreate: false },
	);
	for (const fields of indexes[collection]) {
		const keys = [...fields, '_id'].map((field) => [field, 1] as const);
		schema.index(Object.fromEntries(keys), { name: `by_${fields.join('_')}` });
	}
	return schema;
}
