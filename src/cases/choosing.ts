import { areaFit } from '../service/index.ts';
import type { CaseDocument, StaffDocument } from './documents.ts';

/** After this long without a sign of life somebody counts as gone, in milliseconds. */
export const GONE = 15 * 60_000;

/** Is this worker there to be given something new? */
function isThere(worker: StaffDocument, at: number): boolean {
	return worker.presence === 'online' && worker.seen_at > at - GONE;
}

/**
 * Who is given the case: of its team, there, with room left, serving its place, need and language. The closest area wins, then who knows
 * the need, then who carries least of what they can. Null: nobody fits.
 *
 * @param loads - open cases of each worker, by user id.
 */
export function bestFor(
	document: Pick<CaseDocument, 'team' | 'area' | 'needs' | 'language'>,
	staff: readonly StaffDocument[],
	loads: ReadonlyMap<string, number>,
	at: number,
): string | null {
	const fitting = staff.flatMap((worker) => {
		const load = loads.get(worker._id) ?? 0;
		const place = areaFit(worker.areas, document.area);
		const speaks = worker.languages.length === 0 ? ['id'] : worker.languages;
		const knows = worker.needs.length === 0 || document.needs.some((need) => worker.needs.includes(need));
		if (worker.team !== document.team || !isThere(worker, at) || load >= worker.capacity) return [];
		if (place === null || !knows || !speaks.includes(document.language)) return [];
		return [{ id: worker._id, place, particular: worker.needs.length > 0, share: load / worker.capacity }];
	});
	fitting.sort(
		(a, b) =>
			b.place - a.place || Number(b.particular) - Number(a.particular) || a.share - b.share || (a.id < b.id ? -1 : 1),
	);
	return fitting[0]?.id ?? null;
}
