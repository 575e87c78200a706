const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Milliseconds of a calendar day, or null for anything that is no real ISO day (`2024-02-30`). */
function dayTime(text: string): number | null {
	const match = shape.exec(text);
	if (match === null) return null;
	const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
	const day = new Date(time);
	return day.getUTCMonth() + 1 === Number(match[2]) && day.getUTCDate() === Number(match[3]) ? time : null;
}

/** True for a real calendar day written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
	return dayTime(text) !== null;
}

/** Whole years from birth to a day: on the birthday itself the new year counts; born on 29 February, on 1 March. Who is not born yet has no age: no comparison with it holds. */
export function age(born: string, today: string): number {
	if (today < born) return Number.NaN;
	const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
	return today.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Days from one calendar day to another; negative for a day to come. */
export function daysSince(day: string, today: string): number {
	return ((dayTime(today) ?? Number.NaN) - (dayTime(day) ?? Number.NaN)) / 86_400_000;
}
