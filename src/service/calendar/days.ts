const written = new Map<string, Intl.DateTimeFormat>();

/** The day on the calendar of a zone, as an ISO date. @param at - epoch milliseconds. */
export function dayOf(zone: string, at: number): string {
	let format = written.get(zone);
	if (format === undefined) {
		// The Swedish way to write a date is ISO 8601.
		format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
		written.set(zone, format);
	}
	return format.format(at);
}

/** The day after an ISO date. */
export function dayAfter(date: string): string {
	const day = new Date(`${date}T00:00:00Z`);
	day.setUTCDate(day.getUTCDate() + 1);
	return day.toISOString().slice(0, 10);
}
