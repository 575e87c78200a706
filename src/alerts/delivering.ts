import type { Logger } from 'pino';
import type { UserDocument } from '../desk/documents.ts';
import { traceOf } from '../log.ts';
import type { AlertDocument, Failure } from './documents.ts';
import { type Alert, type Mean, NotDelivered } from './mean.ts';
import type { Preferences } from './preferences.ts';
import type { MeanRecord } from './record.ts';

/** How sending an alert over one mean went. */
export interface Outcome {
	readonly mean: string;
	/** Null: it was taken. */
	readonly failure: Failure | null;
	readonly lasting: boolean;
}

/** How long after each try that failed the next one follows, in milliseconds. */
const usual = [30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 2 * 3_600_000];
const inDanger = [5_000, 15_000, 60_000, 3 * 60_000, 10 * 60_000, 30 * 60_000];

/** Milliseconds until the next try; null when it is given up. */
export function pause({ priority, tries }: Pick<AlertDocument, 'priority' | 'tries'>): number | null {
	return (priority === 1 ? inDanger : usual)[tries - 1] ?? null;
}

/** The means by which this user can be told now, in the order in which they are tried. */
export async function readyMeans(
	means: readonly Mean[],
	user: UserDocument,
	off: readonly string[],
): Promise<readonly Mean[]> {
	const wanted = means.filter(({ name }) => !off.includes(name));
	const ready = await Promise.all(wanted.map((mean) => mean.ready(user)));
	return wanted.filter((_, index) => ready[index]);
}

/** Sends it over one mean and notes how that went. Never rejects for what the other side did. */
export async function sendBy(
	mean: Mean,
	user: UserDocument,
	alert: Alert,
	about: string | null,
	{
		record,
		preferences,
		log,
		clock,
	}: {
		readonly record: MeanRecord;
		readonly preferences: Preferences;
		readonly log: Pick<Logger, 'warn'>;
		readonly clock: () => number;
	},
): Promise<Outcome> {
	try {
		await mean.send(user, alert);
	} catch (error) {
		const known = error instanceof NotDelivered ? error : new NotDelivered('broken', { cause: error });
		const { failure, lasting } = known;
		log.warn(
			{ code: 'alert.failed', kind: mean.name, result: failure, ...traceOf(known.cause) },
			'an alert was not delivered',
		);
		await record.failed(mean.name, failure, about, clock());
		if (lasting) await noted(preferences, user._id, mean.name, failure);
		return { mean: mean.name, failure, lasting };
	}
	await record.worked(mean.name, clock());
	await noted(preferences, user._id, mean.name, null);
	return { mean: mean.name, failure: null, lasting: false };
}

/** Keeps for the user's own page that a means refused them for good, or works again. */
async function noted(preferences: Preferences, user: string, mean: string, failure: Failure | null): Promise<void> {
	await preferences.change(user, (known) => {
		const { [mean]: before = null, ...others } = known.trouble ?? {};
		if (before === failure) return known;
		return { ...known, trouble: failure === null ? others : { ...others, [mean]: failure } };
	});
}
