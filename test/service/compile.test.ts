import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answersFrom, compileService, defaultService, teamFor } from '../../src/service/index.ts';

const shipped = readFileSync(new URL('../../knowledge/service.yaml', import.meta.url), 'utf8');
const compiled = (text: string) => compileService(new Map([['knowledge/service.yaml', text]]), new Map());
const changed = (from: string, to: string) => {
	expect(shipped).toContain(from);
	return compiled(shipped.replace(from, to));
};

describe('knowledge/service.yaml', () => {
	it('as it is shipped has no error, and names what an admin should still do', () => {
		const { service, findings } = compiled(shipped);
		expect(service?.fallback).toBe('umum');
		expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning service.on_call.none']);
	});

	it('may be missing: one team then serves everybody in office hours', () => {
		expect(compileService(new Map(), new Map())).toEqual({ service: defaultService, findings: [] });
	});

	it.each([
		['zone: Asia/Jakarta', 'zone: WIB', /no time zone/, /Asia\/Jakarta \(WIB\)/],
		['mon: [08:00-12:00, 13:00-16:00]', 'mon: [08:00-13:00, 12:00-16:00]', /overlap/, /before the next/],
		['mon: [08:00-12:00, 13:00-16:00]', 'mon: [16:00-08:00]', /no hours/, /08:00-12:00/],
		['holidays: ID', 'holidays: XX', /no holidays are known/, /ID for Indonesia/],
		['closed: []', 'closed: [{ from: 2026-12-31, to: 2026-01-01 }]', /end before they begin/, /Swap/],
		['closed: []', 'closed: [{ from: 2026-01-01, to: 2026-12-31 }]', /more than 60 days/, /year/],
		['closed: []', 'closed: [{ date: 2026-02-30 }]', /closed day|not a day/, /2026/],
		['acknowledge: 15m', 'acknowledge: 2d', /does not wait/, /15m/],
		['acknowledge: 2h', 'acknowledge: 2 jam', /no length of time/, /15m, 4h, 2d/],
		['calendar: kantor-wib', 'calendar: kantor-wit', /no calendar/, /kantor-wib/],
		['fallback: umum', 'fallback: umun', /no team "umun"/, /umum/],
	])('%s written as %s is refused with what to do', (from, to, message, fix) => {
		const { service, findings } = changed(from, to);
		expect(service).toBeNull();
		const [error] = findings.filter(({ severity }) => severity === 'error');
		expect(error?.file).toBe('knowledge/service.yaml');
		expect(error?.line).toBeGreaterThan(1);
		expect(error?.message).toMatch(message);
		expect(error?.fix).toMatch(fix);
	});

	it('a calendar that is never open is refused, because nobody would ever be answered', () => {
		const { service, findings } = compiled(
			shipped.replace(/ {6}(mon|tue|wed|thu|fri):.*\n/g, '').replace('hours:', 'hours: {}'),
		);
		expect(service).toBeNull();
		expect(findings[0]?.code).toBe('service.hours.none');
	});
});

const teams = compiled(
	shipped.replace(
		'teams:\n',
		`teams:
  - { id: jabar, name: { id: Jabar, en: West Java }, calendar: kantor-wib, areas: ["32"] }
  - { id: bogor, name: { id: Bogor, en: Bogor }, calendar: kantor-wib, areas: ["3271"], on_call: [sari] }
  - { id: bogor-sehat, name: { id: Bogor sehat, en: Bogor health }, calendar: kantor-wib, areas: ["3271"], needs: [health] }
`,
	),
).service!;

describe('the team of a case', () => {
	it.each([
		['327101', ['food'], 'bogor'],
		['327101', ['food', 'health'], 'bogor-sehat'],
		['3204', ['health'], 'jabar'],
		['9471', ['food'], 'umum'],
		[null, ['food'], 'umum'],
	] as const)('for %s and %j is %s; a place that nobody serves goes to the fallback', (area, needs, team) => {
		expect(teamFor(teams, { area, needs, language: 'id' }).id).toBe(team);
	});
});

describe('what a person is told who asks for a human', () => {
	const sunday = Date.UTC(2026, 10, 29, 15, 40);
	const answers = (area: string | null, now: number) => answersFrom(teams, { area, needs: [], language: 'id' }, now);

	it('B33: on a Sunday night names the working day and the hour, in their own clock', () => {
		expect(answers(null, sunday).urgent.id).toBe(
			'Sekarang di luar jam kerja petugas. Petugas menjawab di chat ini paling lambat Senin, 30 November, pukul 12.00 WIB.',
		);
		expect(answers(null, sunday).normal.en).toContain('Monday 30 November, 16:00 WIB');
	});

	it('in office hours names today', () => {
		expect(answers(null, Date.UTC(2026, 10, 25, 2)).urgent.id).toBe(
			'Petugas menjawab di chat ini paling lambat hari ini pukul 14.00 WIB.',
		);
	});

	it('in danger promises a call at night only where somebody is on call, and else sends them to the emergency numbers', () => {
		expect(answers('3271', sunday).danger.id).toContain('dipanggil sekarang juga');
		expect(answers(null, sunday).danger.id).toMatch(/di luar jam kerja.*Jangan menunggu/s);
	});
});
