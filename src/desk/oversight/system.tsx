import { html } from '../../http/index.ts';
import type { Finding } from '../../yaml/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { systemTexts } from '../texts/system.ts';
import { AlertMeans } from './alert-means.tsx';
import { WaitingReleases } from './releases.tsx';

/** How the house does, as the process that answers sees it. */
export interface SystemReport {
	/** Name of the release that new conversations take. */
	readonly release: string;
	/** Of the last reading of the folder. With an error, an earlier release goes on. */
	readonly findings: readonly Finding[];
	/** `trouble`: why it can't receive or send, null when it can. */
	readonly channels: readonly { readonly name: string; readonly trouble: string | null }[];
	/** `value` is null where it is a secret. */
	readonly settings: readonly { readonly name: string; readonly set: boolean; readonly value: string | null }[];
}

const most = 100;

/** For admins: what runs, what the check found in their files, which channels work, what is set. */
export function addSystem(app: DeskApp, { assets, system, alerts, clock, releasesInUse }: DeskRoom): void {
	app.get('/desk/system', async (c) => {
		const { words, signedIn } = c.var;
		if (!system || signedIn.user.role !== 'admin') return missingPage(c, assets);
		const texts = systemTexts[words.language];
		const { release, findings, channels, settings } = system();
		const sorted = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
		return html(
			c,
			<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
				<div class="heading">
					<h1>{texts.title}</h1>
				</div>
				<section class="card" aria-labelledby="release-title">
					<h2 id="release-title">{texts.release}</h2>
					<p>{texts.releaseText(release.slice(0, 12))}</p>
					<WaitingReleases releases={await releasesInUse()} current={release} words={words} />
					{sorted[0]?.severity === 'error' && (
						<p class="trouble" role="alert">
							{texts.stuck}
						</p>
					)}
					<h3>{texts.findings}</h3>
					{sorted.length === 0 && <p class="soft">{texts.none}</p>}
					<ol class="findings">
						{sorted.slice(0, most).map(({ severity, file, line, column, message, fix }) => (
							<li>
								<strong class={severity}>{texts[severity]}</strong>{' '}
								<code>
									{file}:{line}:{column}
								</code>
								<p>
									{message}
									<br />
									<span class="soft">→ {fix}</span>
								</p>
							</li>
						))}
					</ol>
					{sorted.length > most && <p>{texts.more(sorted.length - most)}</p>}
				</section>
				<section class="card" aria-labelledby="channels-title">
					<h2 id="channels-title">{texts.channels}</h2>
					<dl>
						{channels.map(({ name, trouble }) => (
							<div>
								<dt>{name === 'staff_group' ? texts.staffGroup : (words.texts.channels[name] ?? name)}</dt>
								<dd class={trouble === null ? '' : 'trouble'}>{trouble ?? texts.ok}</dd>
							</div>
						))}
					</dl>
				</section>
				{alerts && (
					<AlertMeans
						words={words}
						on={alerts.means.map(({ name }) => name)}
						report={await alerts.report()}
						silent={(await alerts.silent()).map((user) => user.display_name)}
						now={clock()}
					/>
				)}
				<section class="card" aria-labelledby="settings-title">
					<h2 id="settings-title">{texts.settings}</h2>
					<dl>
						{settings.map(({ name, set, value }) => (
							<div>
								<dt>
									<code>{name}</code>
								</dt>
								<dd>
									{value ?? texts.hidden} <span class="soft">({set ? texts.set : texts.usual})</span>
								</dd>
							</div>
						))}
					</dl>
				</section>
			</DeskPage>,
		);
	});
}
