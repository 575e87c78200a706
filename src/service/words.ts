import { DateTime } from 'luxon';
import type { Text, TextLanguage } from '../knowledge/index.ts';
import { dayOf } from './calendar/days.ts';
import { nextOpening } from './calendar/openings.ts';
import { isAtWork, promisedBy } from './promise.ts';
import { calendarOf, teamFor, type Whereabouts } from './teams.ts';
import type { PriorityName, Service } from './types.ts';

/** When a human answers, as the person reads it, for each priority of a hand-over. Each is written when it is read. */
export type Answers = Readonly<Record<PriorityName, Text>>;

/** What somebody who is handed over now, from this place with these needs, may be promised. */
export function answersFrom(service: Service, where: Whereabouts, now: number): Answers {
	const team = teamFor(service, where);
	const calendar = calendarOf(service, team);
	const open = isAtWork(service, team.id, now);
	const by = (priority: 1 | 2 | 3) => promisedBy(service, team.id, priority, 'first_answer', now);
	const inHours = (priority: 2 | 3): Text => {
		const due = (language: TextLanguage) => momentIn(by(priority), now, calendar.zone, language);
		return open
			? text(
					() => `Petugas menjawab di chat ini paling lambat ${due('id')}.`,
					() => `A worker will answer in this chat by ${due('en')}.`,
				)
			: text(
					() => `Sekarang di luar jam kerja petugas. Petugas menjawab di chat ini paling lambat ${due('id')}.`,
					() => `It is outside our working hours now. A worker will answer in this chat by ${due('en')}.`,
				);
	};
	return {
		get danger() {
			return inDanger(open || team.on_call.length > 0);
		},
		urgent: inHours(2),
		normal: inHours(3),
	};

	function inDanger(reachable: boolean): Text {
		if (reachable) {
			const due = (language: TextLanguage) => momentIn(by(1), now, calendar.zone, language);
			return text(
				() => `Petugas dipanggil sekarang juga. Kami berusaha menjawab di sini paling lambat ${due('id')}.`,
				() => `A worker is being called right now. We try to answer here by ${due('en')}.`,
			);
		}
		const opening = (language: TextLanguage) => momentIn(nextOpening(calendar, now), now, calendar.zone, language);
		return text(
			() =>
				`Sekarang di luar jam kerja. Petugas mungkin baru membaca pesan Anda ${opening('id')}. Jangan menunggu: hubungi nomor darurat sekarang.`,
			() =>
				`It is outside working hours. A worker may read your message only at ${opening('en')}. Do not wait: call an emergency number now.`,
		);
	}
}

/** Written only in the language in which it is read. */
const text = (id: () => string, en: () => string): Text => ({
	get id() {
		return id();
	},
	get en() {
		return en();
	},
});

/** "hari ini pukul 14.30 WIB", "Senin, 30 November, pukul 10.00 WIB". */
function momentIn(at: number, now: number, zone: string, language: TextLanguage): string {
	const moment = DateTime.fromMillis(at, { zone, locale: language === 'id' ? 'id-ID' : 'en-GB' });
	const today = dayOf(zone, at) === dayOf(zone, now);
	const time = moment.toFormat(language === 'id' ? 'HH.mm' : 'HH:mm');
	const there = `${time} ${zoneName(moment)}`;
	if (language === 'id')
		return today ? `hari ini pukul ${there}` : `${moment.toFormat('cccc, d LLLL')}, pukul ${there}`;
	return today ? `${there} today` : `${moment.toFormat('cccc d LLLL')}, ${there}`;
}

const indonesian: Readonly<Record<string, string>> = {
	'Asia/Jakarta': 'WIB',
	'Asia/Pontianak': 'WIB',
	'Asia/Makassar': 'WITA',
	'Asia/Jayapura': 'WIT',
};

function zoneName(moment: DateTime): string {
	return indonesian[moment.zoneName ?? ''] ?? moment.toFormat('ZZZZ');
}
