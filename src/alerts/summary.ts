import type { Store } from '../store/index.ts';
import type { AlertDocument } from './documents.ts';
import { named } from './naming.ts';

const PAGE = 1_000;
/** Nobody's quiet hours are longer, in milliseconds. */
const LONGEST = 48 * 3_600_000;

/**
 * What was held back during somebody's quiet hours and still matters, as one alert each; resolves to those that are to be sent. One is
 * made per user and morning (the moment at which the quiet hours end), however often this runs.
 */
export async function summarise(
	store: Pick<Store, 'get' | 'find' | 'insert' | 'replace'>,
	due: readonly AlertDocument[],
	matters: (alert: AlertDocument) => Promise<boolean>,
	at: number,
): Promise<readonly AlertDocument[]> {
	const made: AlertDocument[] = [];
	const mornings = new Map(due.filter(isHeld).map((alert) => [`${alert.user} ${alert.next_at}`, alert]));
	for (const [morning, first] of mornings) {
		const lately = { user: first.user, at: { gte: first.at - LONGEST } };
		const found = await store.find('alerts', lately, { sort: ['user', 'at'], limit: PAGE });
		const held = found.filter((alert) => isHeld(alert) && alert.next_at === first.next_at);
		const numbers: string[] = [];
		for (const alert of held) if (await matters(alert)) numbers.push(alert.number);
		const summary = await kept(store, first, morning, numbers, at);
		if (summary !== null) made.push(summary);
		for (const alert of held) {
			const told = !numbers.includes(alert.number) || summary?.number.split(' ').includes(alert.number);
			const next = told ? ({ state: 'sent', next_at: null } as const) : ({ state: 'waiting', next_at: at } as const);
			await store.replace('alerts', { ...alert, ...next });
		}
	}
	return made.filter(({ next_at }) => next_at !== null);
}

/** The summary of that morning, made when there is something to tell; what came too late for it is told by itself. */
async function kept(
	store: Pick<Store, 'get' | 'insert'>,
	first: AlertDocument,
	morning: string,
	numbers: readonly string[],
	at: number,
): Promise<AlertDocument | null> {
	if (numbers.length === 0) return null;
	const summary = summaryOf(first, morning, numbers, at);
	await store.insert('alerts', [summary]);
	return (await store.get('alerts', summary._id)) ?? summary;
}

const isHeld = ({ state }: AlertDocument) => state === 'held';

function summaryOf({ user }: AlertDocument, morning: string, numbers: readonly string[], at: number): AlertDocument {
	return {
		_id: named('summary', morning),
		rev: 1,
		user,
		case: '',
		number: [...new Set(numbers)].join(' '),
		event: named('summary of', morning),
		...{ kind: 'summary', priority: 3, level: 1, clock: null },
		...{ at, state: 'waiting', next_at: at, tries: 0, began: null, sent: [], failures: {} },
	};
}
