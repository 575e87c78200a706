import Holidays from 'date-holidays';

const known = new Map<string, ReadonlySet<string>>();
let codes: ReadonlySet<string> | undefined;

/** Countries whose public holidays are known, as ISO 3166-1 codes. */
export function countries(): ReadonlySet<string> {
	codes ??= new Set(Object.keys(new Holidays().getCountries()));
	return codes;
}

/**
 * Whether a local day (ISO date) is a public holiday of the country. Holidays that follow the moon are calculated and may be a day beside
 * what the government announces; own days in knowledge/service.yaml set that right.
 */
export function isHoliday(country: string, date: string): boolean {
	const year = date.slice(0, 4);
	const key = `${country} ${year}`;
	const days = known.get(key) ?? daysOf(country, Number(year));
	known.set(key, days);
	return days.has(date);
}

const DAY = 24 * 3_600_000;

function daysOf(country: string, year: number): ReadonlySet<string> {
	const days = new Set<string>();
	for (const holiday of new Holidays(country).getHolidays(year)) {
		if (holiday.type !== 'public') continue;
		const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`);
		const length = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / DAY));
		for (let day = 0; day < length; day++) days.add(new Date(first + day * DAY).toISOString().slice(0, 10));
	}
	return days;
}
