import type { Calendar, Promises, Service, Span } from './types.ts';

const time = (minutes: number): Span => ({ unit: 'time', length: minutes * 60_000 });
const days = (count: number): Span => ({ unit: 'days', count });
const promises = (acknowledge: Span, first_answer: Span, next_contact: Span, next_in_line: Span): Promises => ({
	acknowledge,
	first_answer,
	next_contact,
	next_in_line,
});

const workday = [{ from: 8 * 60, to: 16 * 60 }];
const office: Calendar = {
	id: 'kantor',
	zone: 'Asia/Jakarta',
	always: false,
	week: [workday, workday, workday, workday, workday, [], []],
	holidays: 'ID',
	closed: [],
	open: new Map(),
};

/** What holds where there is no knowledge/service.yaml: one team, Monday to Friday, 08.00–16.00 WIB. */
export const defaultService: Service = {
	calendars: new Map([[office.id, office]]),
	promises: {
		danger: promises(time(15), time(15), time(24 * 60), time(15)),
		urgent: promises(time(120), time(240), days(2), time(60)),
		normal: promises(time(480), days(1), days(5), time(240)),
	},
	teams: [
		{
			id: 'umum',
			name: { id: 'Tim umum', en: 'General team' },
			calendar: office.id,
			areas: [],
			needs: [],
			languages: [],
			on_call: [],
			assignment: 'pick',
		},
	],
	fallback: 'umum',
};
