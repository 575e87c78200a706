const decimal = /\p{Nd}/u;

/** Decimal digits of every script as ASCII: "৩৫" → "35". Each script's ten digits stand together in Unicode, zero first. */
export function asciiDigits(text: string): string {
	return text.replace(/\p{Nd}/gu, (digit) => {
		const code = digit.codePointAt(0) ?? 0;
		let value = 0;
		while (value < 9 && decimal.test(String.fromCodePoint(code - value - 1))) value++;
		return String(value);
	});
}
