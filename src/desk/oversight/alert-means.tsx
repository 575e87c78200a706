import type { MeanDocument } from '../../alerts/index.ts';
import { alertTexts } from '../texts/alerts.ts';
import type { Words } from '../words.ts';

/** How long a danger that reached nobody stays on the page, in milliseconds. */
const REMEMBERED = 7 * 24 * 3_600_000;

/** Over which means workers are alerted, how that went lately, and whether a danger reached nobody. */
export const AlertMeans = (props: {
	words: Words;
	/** Names of the means that are on. */
	on: readonly string[];
	report: readonly MeanDocument[];
	/** Who would be called for danger and cannot be told. */
	silent: readonly string[];
	now: number;
}) => {
	const { words, on, report, silent, now } = props;
	const texts = alertTexts[words.language];
	const of = (name: string) => report.find(({ _id }) => _id === name);
	const danger = of('danger');
	const unheard = danger?.failed_at != null && now - danger.failed_at < REMEMBERED ? danger.failed_at : null;
	return (
		<section class="card" aria-labelledby="alerts-title">
			<h2 id="alerts-title">{texts.system}</h2>
			{unheard !== null && (
				<p class="trouble" role="alert">
					{texts.unheard(danger?.about ?? '', words.when(unheard))}
				</p>
			)}
			{silent.length > 0 && <p class="trouble">{texts.silent(silent.join(', '))}</p>}
			<dl>
				{on.map((name) => {
					const { sent_at = null, failed_at = null, failure = null } = of(name) ?? {};
					const failed = failed_at !== null && failure !== null;
					return (
						<div>
							<dt>{texts.mean[name] ?? name}</dt>
							<dd>
								{sent_at === null ? texts.never : texts.worked(words.when(sent_at))}
								{failed && (
									<p class={failed_at > (sent_at ?? 0) ? 'trouble' : 'soft'}>
										{texts.failed(words.when(failed_at), texts.failure[failure])}
									</p>
								)}
							</dd>
						</div>
					);
				})}
				{!on.includes('email') && (
					<div>
						<dt>{texts.mean.email}</dt>
						<dd class="soft">{texts.off}</dd>
					</div>
				)}
			</dl>
		</section>
	);
};
