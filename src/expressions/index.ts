/**
 * Conditions over facts: CEL (Common Expression Language) with a third value, *unknown*.
 * Compiled and type-checked once, when flows and knowledge are loaded; evaluated without I/O, clock or exception.
 */
export { compileCondition, compileValue, type ExpressionOptions, isNameable } from './compile.ts';
export { isIsoDate } from './dates.ts';
export { heardFacts } from './heard.ts';
export { isKnown, regionCode } from './known.ts';
export { type Household, isHousehold, type Member, mostPeople } from './people.ts';
export type { Condition, FactType, FactTypes, Judgement, Value, ValueExpression, Values } from './types.ts';
