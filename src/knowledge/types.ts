import type { Condition, FactType, FactTypes, ValueExpression } from '../expressions/index.ts';
import type { Regions } from './regions/index.ts';

/** The languages that citizens' texts exist in. */
export type TextLanguage = 'id' | 'en';

/** A text that citizens read, complete in every language. */
export type Text = Readonly<Record<TextLanguage, string>>;

export const needIds = [
	'food',
	'clothing',
	'shelter',
	'utilities',
	'health',
	'education',
	'work',
	'documents',
	'care',
	'safety',
	'mental_health',
	'legal_aid',
	'debt',
	'disaster',
	'social_assistance',
] as const;
export type NeedId = (typeof needIds)[number];

export const dangerKinds = [
	'self_harm',
	'violence',
	'sexual_violence',
	'child_abuse',
	'medical_emergency',
	'no_food_today',
] as const;
export type DangerKind = (typeof dangerKinds)[number];

/** How far a fact about a right was checked. The last two are never shown to a citizen. */
export type Confidence = 'seen-official' | 'seen-press' | 'seen-weak' | 'conflict' | 'unverified';

/** A page or law that a record rests on. */
export interface Source {
	/** Short, unique inside its record; rules and amounts cite it. */
	id: string;
	title: string;
	/** A public web address, or null for a law cited by name only. */
	address: string | null;
	/** ISO date of what it says (printed on the page or in force), or else of reading it; as precise as is known: `2025-09`, `2025`. */
	seen_on: string;
	confidence: Confidence;
}

/** Who checks a record: an editor opens the page or law; a lead decides where sources disagree; an office knows its own area; a caller rings. */
export const reviewerRoles = ['knowledge_editor', 'knowledge_lead', 'regional_office', 'caller'] as const;
export type ReviewerRole = (typeof reviewerRoles)[number];

/** What must be checked before a withheld record may be shown, where the record itself says it. */
interface ReviewNote {
	what: string;
	by: ReviewerRole;
}

/** A basic need, with its root in law. */
export interface Need {
	id: NeedId;
	name: Text;
	/** The name as it stands inside a sentence: "soal {short}". */
	short: Text;
	basis: string | null;
	sources: readonly Source[];
}

interface FactChoice {
	id: string;
	label: Text;
	/** Other words that mean this choice, in any language. */
	also: readonly string[];
	/** Words inside a story that say this without being asked: "untuk tetangga saya". */
	heard: readonly string[];
}

/** A fact about a person or household that flows and rights may ask for and use. */
export interface FactDeclaration {
	/** `group.name`, e.g. `keluarga.desil`. */
	id: string;
	type: FactType;
	/** Cheap facts are asked before sensitive ones; sensitive ones are never shown in notices. */
	sensitivity: 'low' | 'personal' | 'sensitive';
	question: Text;
	/** Why Hakku asks this, in one sentence. */
	why: Text | null;
	/**
	 * Required for `choice`, possible for `list`, and for `region` where only few places matter (ids are area codes, `00` for elsewhere):
	 * a region without choices is matched from what people type. `yesno` gets its choices from the engine.
	 */
	choices: readonly FactChoice[];
	min: number | null;
	max: number | null;
}

/** A fact that follows from the people of a household as far as they are known. */
export interface DerivedFact {
	readonly fact: FactDeclaration;
	readonly from: ValueExpression;
	/** Ids of the facts of type `people` that it looks at. */
	readonly people: readonly string[];
}

/** One condition of a right, with what to say when it holds or fails. */
export interface Rule {
	id: string;
	when: Condition;
	/** Ids of the record's sources that this rule rests on; at least one. */
	sources: readonly string[];
	pass: Text;
	fail: Text;
	/** What the person can do when it fails. */
	fix: Text | null;
	/** True: when it fails, the right is not about this person at all (no child in the home), which is no refusal: `not_applicable`. */
	gate?: boolean;
	/**
	 * True: when it fails, these people have the right already. It is then not offered again (`not_applicable`), but named, with its `fix`
	 * as the way to check it.
	 */
	received?: boolean;
}

interface RequiredDocument {
	id: string;
	name: Text;
	/** What to do without it. */
	without: Text | null;
}

/** One door to try when an institution refuses, ignores or asks for money. In the order to try them. */
export interface AppealPath {
	/** Id of a service in the directory. */
	service: string;
	how: Text;
	/** The deadline, counted from the refusal or from the complaint before it. */
	within: { days: number; kind: 'calendar' | 'working'; who: 'person' | 'institution' } | null;
	sources: readonly string[];
}

/** A dated figure. Past `checked_on` + `recheck_days` it is hidden and the text says so. */
export interface Amount {
	id: string;
	/** ISO date from which it holds. */
	from: string;
	/** The figure as a citizen reads it, e.g. "Rp200.000 per bulan". */
	value: Text;
	/** ISO date. */
	checked_on: string;
	recheck_days: number;
	sources: readonly string[];
}

/** A right, benefit or protection that an institution owes, or may grant. */
export interface Right {
	id: string;
	name: Text;
	needs: readonly NeedId[];
	/** `nasional`, or the code of an area: 2 digits for a province, 4 for a regency or city, 6 for a district. */
	level: string;
	status: 'active' | 'ended' | 'planned';
	/** What it gives, in one or two sentences. */
	summary: Text;
	/** entitlement: is owed · allocated: quota, "may be proposed" · proposed_by_official: only an official can propose it. */
	receipt: 'entitlement' | 'allocated' | 'proposed_by_official';
	/** Higher comes first when several fit; danger and survival before money. 0 … 100. */
	weight: number;
	rules: readonly Rule[];
	/** Ids of rights that nobody can have beside this one; complete in both directions, whichever file says it. */
	excludes: readonly string[];
	/** Conditions that exist but are not asked, told to the person as such. */
	not_modelled: readonly Text[];
	documents: readonly RequiredDocument[];
	/** Where and how to apply: services of the directory, then the steps in words. */
	apply: { services: readonly string[]; how: Text };
	/** How long it takes, in words; null when no source says. */
	takes: Text | null;
	/** What it costs, in words ("Gratis"). */
	cost: Text;
	if_refused: readonly AppealPath[];
	amounts: readonly Amount[];
	sources: readonly Source[];
	/** True when a source that a rule or the summary rests on is `conflict` or `unverified`: never shown to a citizen. */
	withheld: boolean;
	/** What a reviewer is to check; null: it follows from the sources. */
	review: ReviewNote | null;
	/** ISO date on which somebody last read the whole record against its sources. */
	checked_on: string;
	/** Relative path of its file. */
	file: string;
}

/**
 * How an institution failed, in the Ombudsman's terms (UU 37/2008 article 1; the list of Ombudsman Regulation 58/2023): undue delay, no
 * service, wrong procedure, abuse of authority, asking for payment, incompetence, unfitting conduct, taking sides, discrimination,
 * conflict of interest.
 */
export const maladministrationKinds = [
	'undue_delay',
	'no_service',
	'wrong_procedure',
	'abuse_of_authority',
	'payment_asked',
	'incompetence',
	'unfitting_conduct',
	'partiality',
	'discrimination',
	'conflict_of_interest',
] as const;
export type MaladministrationKind = (typeof maladministrationKinds)[number];

/** A complaint goes to the institution, an objection against its decision too; a report goes to the Ombudsman. */
export const letterKinds = ['complaint', 'objection', 'ombudsman_report'] as const;
export type LetterKind = (typeof letterKinds)[number];

/** A law that a letter may rest on, and what it says. */
export interface LegalGround {
	id: string;
	/** The law and its articles as a letter cites them: "UU 25/2009 pasal 40 dan 42". */
	law: string;
	/** What it says, as a whole sentence. */
	says: Text;
	letters: readonly LetterKind[];
	/** Only for these needs, rights or failures; an empty list is no condition. */
	needs: readonly NeedId[];
	rights: readonly string[];
	failures: readonly MaladministrationKind[];
	sources: readonly Source[];
	/** True when one of its sources is `conflict` or `unverified`: never in a letter. */
	withheld: boolean;
}

/** What stands in a canned reply in braces and is filled in from the case: "{panggilan}". */
export const replyFacts = [
	'panggilan',
	'petugas',
	'nomor',
	'wilayah',
	'kebutuhan',
	'hak',
	'berkas',
	'lembaga',
	'telepon',
	'tanggal',
] as const;
export type ReplyFact = (typeof replyFacts)[number];

/** A message that workers send often. */
export interface CannedReply {
	id: string;
	/** As it stands in the list that a worker picks from. */
	title: Text;
	/** With facts of the case in braces. */
	text: Text;
	/** Comes first for these needs; empty: for all alike. */
	needs: readonly NeedId[];
}

/** A telephone number in HSDS terms. */
export interface Phone {
	number: string;
	/** "telepon", "WhatsApp", "SMS". */
	type: 'voice' | 'whatsapp' | 'sms';
	extension: string | null;
	/** ISO date somebody last called it and it answered; null when nobody has. */
	tested_on: string | null;
}

/** What an organization offers (Open Referral HSDS 3.1 `service`, with Hakku's profile). */
export interface Service {
	id: string;
	organization: string;
	name: Text;
	description: Text;
	/** For sentences and hotline lists: "SAPA 129 (telepon 129)". Made at load from name and phones. */
	line: Text;
	needs: readonly NeedId[];
	/** Dangers that this service is a first door for; its order in `danger_order` decides who comes first. */
	dangers: readonly DangerKind[];
	phones: readonly Phone[];
	url: string | null;
	email: string | null;
	/** Opening hours in words; null when unknown. `always` when round the clock. */
	schedule: Text | null;
	always: boolean;
	/** `nasional`, or codes of areas. */
	service_area: readonly string[];
	fees: Text | null;
	/** Profile: the law that binds it, its days to answer, and whether it takes complaints. */
	legal_basis: string | null;
	response_days: { days: number; kind: 'calendar' | 'working' } | null;
	complaint_channel: boolean;
	sources: readonly Source[];
	withheld: boolean;
	review: ReviewNote | null;
}

/** Open Referral HSDS 3.1 `organization`. */
export interface Organization {
	id: string;
	name: Text;
	description: Text;
	url: string | null;
	services: readonly string[];
	sources: readonly Source[];
	file: string;
}

/** Training phrases and signals for the language room, as they stand in knowledge/phrases/ and knowledge/lexicon.yaml. */
export interface PhraseFile {
	file: string;
	/** The parsed YAML; the language room owns the schema. */
	content: unknown;
	/** The file as it is written, to say on which line something is wrong. */
	text?: string;
}

/** knowledge/ as read, checked and indexed. Immutable. */
export interface Knowledge {
	needs: ReadonlyMap<NeedId, Need>;
	facts: ReadonlyMap<string, FactDeclaration>;
	factTypes: FactTypes;
	/** Facts that may follow from who lives in the home, and the fact that holds it. */
	derived: readonly DerivedFact[];
	/** Every right, withheld ones included; `rights/` leaves those out of what citizens see. */
	rights: ReadonlyMap<string, Right>;
	organizations: ReadonlyMap<string, Organization>;
	services: ReadonlyMap<string, Service>;
	/** Shown services for each danger, first door first. */
	hotlines: ReadonlyMap<DangerKind, readonly Service[]>;
	phrases: readonly PhraseFile[];
	/** What letters may rest on, withheld ones included, in the order of the file. */
	grounds: ReadonlyMap<string, LegalGround>;
	/** What workers send often, in the order of the file. */
	replies: ReadonlyMap<string, CannedReply>;
	/** Every area by code, and the matcher for what people type. Empty where the official list was not handed in. */
	regions: Regions;
}
