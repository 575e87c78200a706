import { isIsoDate } from './dates.ts';
import { isHousehold } from './people.ts';
import type { FactType, Value } from './types.ts';

/** The Ministry of Home Affairs' code of an area without dots, as a NIK begins: province, regency or city, district, village. */
export const regionCode: RegExp = /^\d{2}(?:\d{2}(?:\d{2}(?:\d{4})?)?)?$/;

/** Whether a value is one that its type allows. Absent, null, empty text and a value of another type are all unknown. */
export function isKnown(type: FactType, value: unknown): value is Value {
	switch (type) {
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'yesno':
			return typeof value === 'boolean';
		case 'list':
			return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
		case 'people':
			return isHousehold(value);
		case 'date':
			return typeof value === 'string' && isIsoDate(value);
		case 'region':
			return typeof value === 'string' && regionCode.test(value);
		default:
			return typeof value === 'string' && value !== '';
	}
}
