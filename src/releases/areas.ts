import { getDistricts, getProvinces, getRegencies } from 'idn-area-data';
import { HakkuError } from '../errors.ts';
import type { Area } from '../knowledge/index.ts';

let read: Promise<readonly Area[]> | null = null;

/**
 * Provinces, regencies, cities and districts of Indonesia by the Ministry of Home Affairs' codes, read once and kept (about 8,000 names).
 * Source: idn-area-data, made available under the Open Database License.
 */
export function readAreas(): Promise<readonly Area[]> {
	read ??= Promise.all([getProvinces(), getRegencies(), getDistricts()])
		.then((levels) => levels.flat().map(({ code, name }) => ({ code: code.replaceAll('.', ''), name })))
		.catch((cause: unknown) => {
			read = null;
			throw new HakkuError('file.unreadable', 'The list of provinces, regencies and districts can’t be read.', cause);
		});
	return read;
}
