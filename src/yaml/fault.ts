const separator = '\u0000';

/** A message for a zod check (`z.string().regex(…, fault('…', '…'))`) that carries what to do about it. */
export function fault(message: string, fix: string): string {
	return message + separator + fix;
}

/** Undoes `fault`; a plain message gets the given way out. */
export function splitFault(message: string, otherwise: string): { message: string; fix: string } {
	const at = message.indexOf(separator);
	return at < 0 ? { message, fix: otherwise } : { message: message.slice(0, at), fix: message.slice(at + 1) };
}
