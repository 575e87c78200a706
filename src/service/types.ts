import type { NeedId, Text } from '../knowledge/index.ts';

/** A span of one day, in minutes from local midnight; `to` is at most 1,440 and later than `from`. */
export interface Period {
	readonly from: number;
	readonly to: number;
}

/** A day or a run of days (ISO dates, both inside) on which nobody works. */
export interface ClosedDays {
	readonly from: string;
	readonly to: string;
}

/** When humans answer. */
export interface Calendar {
	readonly id: string;
	/** IANA name: Asia/Jakarta is WIB, Asia/Makassar WITA, Asia/Jayapura WIT. */
	readonly zone: string;
	/** Day and night, every day; nothing below counts then. */
	readonly always: boolean;
	/** By ISO weekday, Monday first: seven lists of periods in order. */
	readonly week: readonly (readonly Period[])[];
	/** Country (ISO 3166-1) whose public holidays are free; null: none. */
	readonly holidays: string | null;
	readonly closed: readonly ClosedDays[];
	/** Days with hours of their own, which win over holidays and closed days. */
	readonly open: ReadonlyMap<string, readonly Period[]>;
}

/** A length of time in milliseconds, or in days on which the calendar is open. */
export type Span =
	| { readonly unit: 'time'; readonly length: number }
	| { readonly unit: 'days'; readonly count: number };

/** What people of one priority are promised. For danger all of it runs in real time, otherwise in opening time. */
export interface Promises {
	/** Until a human takes the case. */
	readonly acknowledge: Span;
	/** Until that human writes to the person. */
	readonly first_answer: Span;
	/** The longest that a person with an open case hears nothing. */
	readonly next_contact: Span;
	/** After a broken promise: until the next in line is told. */
	readonly next_in_line: Span;
}

export type PriorityName = 'danger' | 'urgent' | 'normal';

/** People who own cases together. */
export interface Team {
	readonly id: string;
	readonly name: Text;
	/** Id of a calendar. */
	readonly calendar: string;
	/** Codes of the areas that it serves; empty: everywhere. */
	readonly areas: readonly string[];
	/** Needs that it serves; empty: all. */
	readonly needs: readonly NeedId[];
	/** Languages that it answers in; empty: all. */
	readonly languages: readonly string[];
	/** Sign-in names of those who are called at any hour, in the order to call them. */
	readonly on_call: readonly string[];
	/** `pick`: workers take cases. `give`: a case is given to the one who fits best and is there. */
	readonly assignment: 'pick' | 'give';
}

/** knowledge/service.yaml: when and by whom people are answered. */
export interface Service {
	readonly calendars: ReadonlyMap<string, Calendar>;
	readonly promises: Readonly<Record<PriorityName, Promises>>;
	/** In the order of the file; never empty. */
	readonly teams: readonly Team[];
	/** Owns what no other team serves. One of `teams`. */
	readonly fallback: string;
	/** Line of each team (`team umum`) and calendar (`calendar kantor`) in {@link servicePath}; absent where there is no such file. */
	readonly lines?: ReadonlyMap<string, number>;
}

/** Where the file stands, relative to the content folder. */
export const servicePath = 'knowledge/service.yaml';
