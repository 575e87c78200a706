import type { Region } from '../../knowledge/index.ts';
import { type Calendar, type Service, servicePath } from '../../service/index.ts';
import type { UserDocument } from '../documents.ts';
import { staffTexts } from '../texts/staff.ts';
import type { Words } from '../words.ts';

/** Teams with their rota, areas and hours, to read; with the file and line at which each is changed. */
export const ServiceSection = (props: {
	service: Service;
	regions: ReadonlyMap<string, Region>;
	users: readonly UserDocument[];
	words: Words;
}) => {
	const { service, regions, words } = props;
	const { language } = words;
	const texts = staffTexts[language];
	const { lines } = service;
	const nameOf = (login: string) => props.users.find(({ name }) => name === login)?.display_name ?? login;
	const where = (what: string) =>
		lines?.has(what) && (
			<code>
				{servicePath}:{lines.get(what)}
			</code>
		);
	return (
		<section aria-labelledby="service-title">
			<h2 id="service-title">{texts.service}</h2>
			<p class="soft">{lines ? texts.serviceLead(servicePath) : texts.serviceDefault}</p>
			{service.teams.map((team) => (
				<div class="card">
					<h3>{team.name[language]}</h3>
					<dl>
						<div>
							<dt>{texts.onCall}</dt>
							<dd>{team.on_call.length === 0 ? texts.onCallNone : team.on_call.map(nameOf).join(' → ')}</dd>
						</div>
						<div>
							<dt>{texts.areas}</dt>
							<dd>
								{team.areas.length === 0
									? texts.everywhere
									: team.areas.map((code) => regions.get(code)?.name[language] ?? code).join(', ')}
							</dd>
						</div>
						<div>
							<dt>{texts.calendar}</dt>
							<dd>
								{team.calendar}. {texts[team.assignment]}. {where(`team ${team.id}`)}
							</dd>
						</div>
					</dl>
				</div>
			))}
			{[...service.calendars.values()].map((calendar) => (
				<div class="card">
					<h3>
						{texts.calendar}: {calendar.id}
					</h3>
					<dl>
						{hoursOf(calendar, words).map(([days, hours]) => (
							<div>
								<dt>{days}</dt>
								<dd>{hours}</dd>
							</div>
						))}
					</dl>
					<p class="soft">
						{calendar.zone}
						{calendar.holidays !== null && ` · ${texts.holidays}`} {where(`calendar ${calendar.id}`)}
					</p>
				</div>
			))}
		</section>
	);
};

/** The week with neighbouring days of the same hours in one line: "Senin–Jumat 08.00–16.00". */
function hoursOf({ always, week }: Calendar, words: Words): readonly (readonly [string, string])[] {
	const texts = staffTexts[words.language];
	if (always) return [[texts.calendar, texts.always]];
	const day = new Intl.DateTimeFormat(words.language, { weekday: 'long', timeZone: 'UTC' });
	// 1 January 2024 was a Monday.
	const names = week.map((_, index) => day.format(Date.UTC(2024, 0, 1 + index)));
	const clock = (minutes: number) =>
		`${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`;
	const hours = week.map((periods) =>
		periods.length === 0 ? texts.closed : periods.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', '),
	);
	const lines: [string, string][] = [];
	for (let from = 0; from < week.length; ) {
		let to = from;
		while (to + 1 < week.length && hours[to + 1] === hours[from]) to++;
		lines.push([from === to ? (names[from] ?? '') : `${names[from]}–${names[to]}`, hours[from] ?? '']);
		from = to + 1;
	}
	return lines;
}
