import type { Household } from './people.ts';

/** What a known fact holds. Dates are ISO `YYYY-MM-DD` strings; absent, `null` and `''` are all *unknown*. */
export type Value = string | number | boolean | readonly string[] | Household;

/** Facts by id (`keluarga.desil`). A key that is absent is unknown. */
export type Values = Readonly<Record<string, Value | null | undefined>>;

export type FactType = 'text' | 'choice' | 'yesno' | 'number' | 'date' | 'region' | 'list' | 'people';

/** The declared facts an expression may name. An undeclared one is refused when the expression is compiled. */
export type FactTypes = ReadonlyMap<string, FactType>;

/** The outcome of a condition by Kleene's strong logic, and the facts that could still decide it. */
export interface Judgement {
	value: boolean | 'unknown';
	/** Unknown facts that can still change the value; empty unless the value is unknown. In order of appearance. */
	missing: readonly string[];
}

/** A compiled boolean expression. */
export interface Condition {
	readonly source: string;
	/** Every fact that the expression names. */
	readonly facts: readonly string[];
	/** `asOf` (ISO date) is what `today` means in the expression. Never throws for any `values`. */
	judge(values: Values, asOf: string): Judgement;
}

/** A compiled expression of any type, for `set`. */
export interface ValueExpression {
	readonly source: string;
	readonly facts: readonly string[];
	/** What it gives when it is known; a fact of another type can't take it (`text` also fits choices and regions). */
	readonly type: 'text' | 'yesno' | 'number' | 'date' | 'list';
	/** Undefined when an unknown fact leaves it open. Never throws for any `values`. */
	evaluate(values: Values, asOf: string): Exclude<Value, Household> | undefined;
}
