import { isIsoDate } from './dates.ts';
import type { FactType, Value } from './types.ts';

/** Whether a value is one that its type allows. Absent, null, empty text and a value of another type are all unknown. */
export function isKnown(type: FactType, value: unknown): value is Value {
	switch (type) {
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'yesno':
			return typeof value === 'boolean';
		case 'list':
			return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
		case 'date':
			return typeof value === 'string' && isIsoDate(value);
		default:
			return typeof value === 'string' && value !== '';
	}
}
