import { jidDecode } from '@whiskeysockets/baileys';
import { usualDigits } from './digits.ts';

/**
 * The names under which WhatsApp speaks of a person: a hidden one (LID), which is always there by now, and the telephone number,
 * which may be. Written as `123@lid` and `62812@s.whatsapp.net`; one is never taken for the other.
 */
export interface Names {
	readonly lid: string | null;
	readonly phone: string | null;
}

const LID = 'lid';
const PHONE = 's.whatsapp.net';

/** The name without the number of a device; null for everything that is not one person: groups, lists, channels, machines. */
function nameOf(jid: string | null | undefined): { readonly user: string; readonly server: string } | null {
	const decoded = jidDecode(jid ?? undefined);
	if (decoded === undefined || !/^[0-9]{5,20}$/.test(decoded.user)) return null;
	if (decoded.server === LID || decoded.server === 'hosted.lid') return { user: decoded.user, server: LID };
	if (decoded.server === PHONE || decoded.server === 'hosted' || decoded.server === 'c.us')
		return { user: usualDigits(decoded.user), server: PHONE };
	return null;
}

/** Sorts what a message says of its sender into the two names; null when it is nobody we would answer. */
export function namesOf(first: string | null | undefined, second: string | null | undefined): Names | null {
	const found = [nameOf(first), nameOf(second)];
	if (found[0] === null) return null;
	const of = (server: string) => {
		const one = found.find((name) => name?.server === server);
		return one ? `${one.user}@${server}` : null;
	};
	return { lid: of(LID), phone: of(PHONE) };
}
