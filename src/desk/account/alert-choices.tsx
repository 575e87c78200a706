import { z } from 'zod';
import type { AlertSettings } from '../../alerts/index.ts';
import { FormToken } from '../layout.tsx';
import type { AlertTexts } from '../texts/alerts.ts';
import type { SignedIn } from './sign-ins.ts';

const ticked = z.literal('on').optional();
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);

/** The form below, read. */
export const readChoices = {
	/** Its fields: one for each mean (`by-email`), and the quiet hours. */
	shape: (means: readonly string[]) => ({
		...Object.fromEntries(means.map((name) => [`by-${name}`, ticked])),
		quiet: ticked,
		from: time,
		to: time,
		zone: z.string().max(60).refine(isZone),
	}),
	read(
		form: Readonly<Record<string, unknown>>,
		means: readonly string[],
	): Pick<AlertSettings, 'quiet' | 'zone' | 'off'> {
		return {
			off: means.filter((name) => form[`by-${name}`] !== 'on'),
			quiet: form.quiet === 'on' ? { from: String(form.from), to: String(form.to) } : null,
			zone: String(form.zone),
		};
	},
};

/** Which means are used, and when only danger may ring. */
export const AlertChoices = (props: {
	texts: AlertTexts;
	signedIn: SignedIn;
	settings: AlertSettings;
	/** Names of the means that there are. */
	means: readonly string[];
	/** Time zone of the office. */
	home: string;
}) => {
	const { texts, signedIn, settings, means, home } = props;
	const { from, to } = settings.quiet ?? { from: '20:00', to: '07:00' };
	const zones = [...new Set([...Object.keys(texts.zones), home, settings.zone])];
	return (
		<section class="card door" aria-labelledby="quiet-title">
			<h2 id="quiet-title">{texts.quiet}</h2>
			<form method="post" action="/desk/me/alerts/choices">
				<FormToken signedIn={signedIn} />
				<p>{texts.quietWhy}</p>
				<p>
					<label class="option">
						<input type="checkbox" name="quiet" checked={settings.quiet !== null} /> {texts.quietOn}
					</label>
				</p>
				<label for="from">{texts.from}</label>
				<input id="from" name="from" type="time" value={from} required />
				<label for="to">{texts.to}</label>
				<input id="to" name="to" type="time" value={to} required />
				<label for="zone">{texts.zone}</label>
				<select id="zone" name="zone">
					{zones.map((zone) => (
						<option value={zone} selected={zone === settings.zone}>
							{texts.zones[zone] ?? zone}
						</option>
					))}
				</select>
				<fieldset>
					<legend>{texts.use}</legend>
					<p class="hint">{texts.useHint}</p>
					{means.map((name) => (
						<p>
							<label class="option">
								<input type="checkbox" name={`by-${name}`} checked={!settings.off.includes(name)} />{' '}
								{texts.mean[name] ?? name}
							</label>
						</p>
					))}
				</fieldset>
				<button type="submit">{texts.save}</button>
			</form>
		</section>
	);
};

function isZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}
