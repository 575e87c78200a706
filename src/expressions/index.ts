/**
 * Conditions over facts: CEL (Common Expression Language) with a third value, *unknown*.
 * Compiled and type-checked once, when flows and knowledge are loaded; evaluated without I/O, clock or exception.
 */
export type { Condition, FactType, FactTypes, Judgement, Value, Values } from './types.ts';
