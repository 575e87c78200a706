import type { z } from 'zod';
import type { Region } from '../knowledge/index.ts';
import { check, didYouMean, type Finding, type Read, readYaml, type YamlPath } from '../yaml/index.ts';
import { overlap, readPeriod } from './calendar/period.ts';
import { defaultService } from './default.ts';
import { serviceFile, weekdays } from './schema.ts';
import { readSpan } from './spans.ts';
import {
	type Calendar,
	type Period,
	type PriorityName,
	type Promises,
	type Service,
	type Span,
	servicePath,
	type Team,
} from './types.ts';

type File = z.output<typeof serviceFile>;
type Add = (severity: Finding['severity'], path: YamlPath, code: string, message: string, fix: string) => void;

/**
 * Reads and checks when and by whom people are answered. Without the file the default holds; with an error in it, `service` is null.
 *
 * @param regions - every area by code; empty where the official list was not handed in, and then codes are not checked.
 */
export function compileService(
	files: ReadonlyMap<string, string>,
	regions: ReadonlyMap<string, Region>,
): { readonly service: Service | null; readonly findings: readonly Finding[] } {
	const text = files.get(servicePath);
	if (text === undefined) return { service: defaultService, findings: [] };
	const read = readYaml(servicePath, text);
	const checked = check(serviceFile, read);
	if (checked.value === null) return { service: null, findings: checked.findings };
	const findings: Finding[] = [];
	const add: Add = (severity, path, code, message, fix) => {
		findings.push({ severity, code, file: servicePath, ...read.at(path), message, fix });
	};
	const file = checked.value;
	const calendars = new Map(Object.entries(file.calendars).map(([id, one]) => [id, calendarFrom(id, one, add)]));
	checkTeams(file, calendars, regions, add, read);
	const service: Service = {
		calendars,
		promises: {
			danger: promisesFrom(file, 'danger'),
			urgent: promisesFrom(file, 'urgent'),
			normal: promisesFrom(file, 'normal'),
		},
		teams: file.teams as readonly Team[],
		fallback: file.fallback,
		lines: new Map([
			...file.teams.map(({ id }, index) => [`team ${id}`, read.at(['teams', index]).line] as const),
			...Object.keys(file.calendars).map((id) => [`calendar ${id}`, read.at(['calendars', id]).line] as const),
		]),
	};
	return { service: findings.some(({ severity }) => severity === 'error') ? null : service, findings };
}

function calendarFrom(id: string, one: File['calendars'][string], add: Add): Calendar {
	const at = (...path: YamlPath) => ['calendars', id, ...path];
	const periods = (texts: readonly string[], path: YamlPath): readonly Period[] => {
		const read = texts.flatMap((text) => readPeriod(text) ?? []).toSorted((a, b) => a.from - b.from);
		if (overlap(read) !== null)
			add(
				'error',
				path,
				'service.hours.overlap',
				'Two opening periods of this day overlap.',
				'Let one end before the next begins.',
			);
		return read;
	};
	const week = weekdays.map((day) =>
		periods((one.hours as Record<string, string[] | undefined>)[day] ?? [], at('hours', day)),
	);
	if (!one.always && week.every((day) => day.length === 0))
		add(
			'error',
			at('hours'),
			'service.hours.none',
			`The calendar "${id}" is never open, so nobody would ever be answered.`,
			'Give it hours on at least one weekday, or write always: true.',
		);
	const closed = one.closed.map((day, index) => {
		const span = 'date' in day ? { from: day.date, to: day.date } : { from: day.from, to: day.to };
		if (span.to < span.from)
			add(
				'error',
				at('closed', index),
				'service.closed.backwards',
				'These closed days end before they begin.',
				'Swap from and to.',
			);
		else if (Date.parse(span.to) - Date.parse(span.from) > 60 * 24 * 3_600_000)
			add(
				'error',
				at('closed', index),
				'service.closed.long',
				'The office is closed for more than 60 days in a row.',
				'Check the year of from and to.',
			);
		return span;
	});
	return {
		id,
		zone: one.zone,
		always: one.always,
		week,
		holidays: one.holidays,
		closed,
		open: new Map(one.open.map((day, index) => [day.date, periods(day.hours, at('open', index, 'hours'))])),
	};
}

function promisesFrom({ promises }: File, name: PriorityName): Promises {
	const span = (text: string): Span => readSpan(text) ?? { unit: 'time', length: 0 };
	const { acknowledge, first_answer, next_contact, next_in_line } = promises[name];
	return {
		acknowledge: span(acknowledge),
		first_answer: span(first_answer),
		next_contact: span(next_contact),
		next_in_line: span(next_in_line),
	};
}

function checkTeams(
	{ teams, fallback }: File,
	calendars: ReadonlyMap<string, Calendar>,
	regions: ReadonlyMap<string, Region>,
	add: Add,
	read: Read,
): void {
	const ids = new Set<string>();
	for (const [index, team] of teams.entries()) {
		const at = (...path: YamlPath) => ['teams', index, ...path];
		if (ids.has(team.id))
			add('error', at('id'), 'id.twice', `There is already a team "${team.id}".`, 'Give one of them another id.');
		ids.add(team.id);
		if (!calendars.has(team.calendar))
			add(
				'error',
				at('calendar'),
				'service.calendar.unknown',
				`There is no calendar "${team.calendar}".`,
				didYouMean(team.calendar, [...calendars.keys()], 'Describe it under calendars.'),
			);
		for (const [place, code] of team.areas.entries())
			if (regions.size > 0 && !regions.has(code))
				add(
					'error',
					at('areas', place),
					'service.area.unknown',
					`There is no area with the code "${code}".`,
					'Write the official code: 2 digits for a province, 4 for a regency or city, 6 for a district.',
				);
	}
	if (!ids.has(fallback))
		add(
			'error',
			['fallback'],
			'service.fallback.unknown',
			`There is no team "${fallback}" to take what nobody else serves.`,
			didYouMean(fallback, [...ids], 'Name one of the teams.'),
		);
	const reachable = teams.some((team) => team.on_call.length > 0 || calendars.get(team.calendar)?.always === true);
	if (!reachable && read.findings.length === 0)
		add(
			'warning',
			['teams'],
			'service.on_call.none',
			'Nobody is on call: a danger at night is seen only when the office opens.',
			'Add sign-in names under on_call, or a team whose calendar is always open.',
		);
}
