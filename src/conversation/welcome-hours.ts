import { DateTime } from 'luxon';
import { stamped } from './document.ts';
import type { ConversationDocument } from './documents.ts';
import type { Moment } from './turn.ts';

/** The fact in which a person says at what time of day a message may come. */
const FACT = 'kontak.jam';

type Hours = readonly [from: number, to: number];

/** Its choices, as full hours from and to (the latter excluded). */
const hours: Readonly<Record<string, Hours>> = { pagi: [7, 11], siang: [11, 15], sore: [15, 18], malam: [18, 21] };

/** When nobody said anything, the office asks at no hour at which a telephone that rings wakes a house. */
const DAYTIME: Hours = [7, 21];

/**
 * The conversation with a timer that fell due outside the hours at which the person may be written to, put off until they begin. Null
 * when the moment may come now: whoever writes is always answered at once.
 */
export function putOff(
	document: ConversationDocument,
	moment: Moment,
	now: number,
	timeZone: string,
): ConversationDocument | null {
	if (moment.kind !== 'timer') return null;
	const timer = document.timers.find((one) => one.timer === moment.timer);
	if (timer === undefined || timer.soon === true) return null;
	const said = document.session?.facts[FACT];
	const chosen = said?.status === 'known' && typeof said.value === 'string' ? hours[said.value] : undefined;
	const allowed = chosen ?? (moment.about === undefined ? undefined : DAYTIME);
	if (allowed === undefined) return null;
	const due = nextWithin(allowed, now, timeZone);
	if (due === now) return null;
	const timers = document.timers.map((one) => (one === timer ? { ...one, due } : one));
	return stamped({ ...document, timers }, now);
}

/** The moment itself when it is within the hours, else when they begin next. Epoch milliseconds. */
function nextWithin([from, to]: Hours, now: number, zone: string): number {
	const here = DateTime.fromMillis(now, { zone });
	if (here.hour >= from && here.hour < to) return now;
	const begins = here.startOf('day').set({ hour: from });
	return (begins > here ? begins : begins.plus({ days: 1 })).toMillis();
}
