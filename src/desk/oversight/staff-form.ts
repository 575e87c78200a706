import { z } from 'zod';
import type { StaffDocument } from '../../cases/documents.ts';
import { scopes } from '../../cases/index.ts';
import { formField, readFields } from '../../http/index.ts';
import type { Knowledge, Region } from '../../knowledge/index.ts';
import type { DeskContext } from '../context.ts';

export type StaffForm = Required<Pick<StaffDocument, 'team' | 'areas' | 'needs' | 'languages' | 'capacity' | 'scope'>>;

/** The most that one form may tick. */
const mostTicks = 200;

/** The fields of a posted form: those that are always there, and a tick for each area, need and language it names. */
export async function staffShape(c: DeskContext) {
	const ticks = Object.keys(await readFields(c)).filter((name) =>
		/^(area-\d{2,10}|need-[a-z_]{1,40}|language-[a-z]{2,3})$/u.test(name),
	);
	return {
		...Object.fromEntries(ticks.slice(0, mostTicks).map((name) => [name, z.literal('yes').optional()])),
		team: z.string().max(60),
		scope: z.enum(scopes),
		capacity: z.string().max(20),
		places: formField.text(400).optional(),
	};
}

interface ReadStaff {
	readonly form: StaffForm;
	/** Places that a name may mean, none of them ticked yet. */
	readonly choices: readonly Region[];
	/** Names that are no place. */
	readonly unknown: readonly string[];
	/** What is left in the field: names that could not be read. */
	readonly typed: string;
}

/** Reads what was ticked and typed. Places come as codes of the official list or as names, with semicolons between them. */
export function readStaff(
	sent: Readonly<Record<string, string | undefined>> & { readonly scope: StaffForm['scope'] },
	knowledge: Knowledge,
	languages: readonly string[],
	known: Pick<StaffForm, 'areas'>,
): ReadStaff {
	const { regions, needs } = knowledge;
	const ticked = (prefix: string) =>
		Object.keys(sent).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
	const areas = new Set(ticked('area-').filter((code) => regions.byCode.has(code) || known.areas.includes(code)));
	const choices: Region[] = [];
	const unknown: string[] = [];
	const unclear: string[] = [];
	const names = (sent.places ?? '').split(/[;\n]/u).map((name) => name.trim());
	for (const name of names.filter((one) => one !== '')) {
		const found = regions.find(name);
		if (found.found === 'one') areas.add(found.region.code);
		else if (found.found === 'several') {
			const chosen = found.regions.some(({ code }) => areas.has(code));
			if (!chosen) {
				choices.push(...found.regions);
				unclear.push(name);
			}
		} else {
			unknown.push(name);
			unclear.push(name);
		}
	}
	return {
		form: {
			team: sent.team ?? '',
			scope: sent.scope,
			areas: [...areas].sort(),
			needs: [...needs.keys()].filter((id) => ticked('need-').includes(id)),
			languages: languages.filter((code) => ticked('language-').includes(code)),
			capacity: /^\d{1,4}$/u.test(sent.capacity?.trim() ?? '') ? Number(sent.capacity) : Number.NaN,
		},
		choices,
		unknown,
		typed: unclear.join('; '),
	};
}
