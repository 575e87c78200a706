/** A hundred-thousandth of a degree is a metre. */
const DIGITS = 5;

/** A place on the earth as text, for a worker and for no program: `-6.2, 106.81667`. Null for what is no place. */
export function placeText(latitude: unknown, longitude: unknown): string | null {
	const rounded = [
		[latitude, 90],
		[longitude, 180],
	].map(([value, most]) => {
		const degrees = typeof value === 'number' && Math.abs(value) <= Number(most) ? value : null;
		return degrees === null ? null : String(Number(degrees.toFixed(DIGITS)));
	});
	return rounded.includes(null) ? null : rounded.join(', ');
}
