import type { Child } from 'hono/jsx';
import type { AlertSettings, Outcome } from '../../alerts/index.ts';
import { Field, Said } from '../fields.tsx';
import { FormToken } from '../layout.tsx';
import type { AlertTexts } from '../texts/alerts.ts';
import type { Words } from '../words.ts';
import type { SignedIn } from './sign-ins.ts';

/** A form of the page for alerts. */
export const Form = (props: { action: string; signedIn: SignedIn; children?: Child }) => (
	<form method="post" action={`/desk/me/alerts/${props.action}`}>
		<FormToken signedIn={props.signedIn} />
		{props.children}
	</form>
);

/** What came of a trial, a line for each means. */
export const Tried = ({ texts, outcomes }: { texts: AlertTexts; outcomes: readonly Outcome[] }) => (
	<>
		{outcomes.length === 0 && <Said trouble={texts.nothing} />}
		{outcomes.map(({ mean, failure }) => {
			const name = texts.mean[mean] ?? mean;
			return failure === null ? (
				<Said done={texts.tried(name)} />
			) : (
				<Said trouble={texts.untried(name, texts.failure[failure])} />
			);
		})}
	</>
);

/** Means that refused for good when they were tried last; e-mail and devices say so in their own places. */
export const Refused = ({ texts, settings }: { texts: AlertTexts; settings: AlertSettings }) => (
	<>
		{Object.entries(settings.trouble ?? {})
			.filter(([name]) => name !== 'email' && name !== 'push')
			.map(([name, failure]) => (
				<p class="trouble">{texts.refused(texts.mean[name] ?? name, texts.failure[failure])}</p>
			))}
	</>
);

interface Shared {
	readonly texts: AlertTexts;
	readonly words: Words;
	readonly signedIn: SignedIn;
	readonly settings: AlertSettings;
}

/** The button is hidden until the script knows that this browser can; without a script only the words stand there. */
export const Push = ({ texts, words, signedIn, settings, publicKey }: Shared & { publicKey: string | null }) => (
	<section class="card door" aria-labelledby="push-title">
		<h2 id="push-title">{texts.push}</h2>
		<p>{texts.pushWhy}</p>
		{publicKey === null ? (
			<p class="trouble">{texts.pushKeys}</p>
		) : (
			<form
				id="push"
				method="post"
				action="/desk/me/alerts/devices"
				data-key={publicKey}
				data-denied={texts.pushDenied}
				data-failed={texts.pushFailed}
			>
				<FormToken signedIn={signedIn} />
				{['endpoint', 'p256dh', 'auth'].map((name) => (
					<input type="hidden" name={name} value="" />
				))}
				<p class="soft" role="status">
					{texts.pushOff}
				</p>
				<button type="button" hidden>
					{texts.pushOn}
				</button>
			</form>
		)}
		{settings.devices.length > 0 && <h3>{texts.devices}</h3>}
		<ul class="accounts">
			{settings.devices.map(({ id, browser, since, trouble }) => {
				const name = browser || texts.unknown;
				return (
					<li class="card">
						<strong>{name}</strong>
						<span class="soft">{texts.since(words.when(since))}</span>
						{trouble !== null && <span class="trouble">{texts.lost}</span>}
						<form method="post" action="/desk/me/alerts/devices/remove" data-device={id}>
							<FormToken signedIn={signedIn} />
							<input type="hidden" name="which" value={id} />
							<button type="submit" class="quiet" aria-label={texts.removeWhich(name)}>
								{texts.remove}
							</button>
						</form>
					</li>
				);
			})}
		</ul>
	</section>
);

/** The address, its proof, and a form for another one. */
export const Email = ({ texts, signedIn, settings, on }: Shared & { on: boolean }) => {
	const { address, proof } = settings;
	return (
		<section class="card door" aria-labelledby="email-title">
			<h2 id="email-title">{texts.email}</h2>
			<p>{on ? texts.emailWhy : texts.emailNone}</p>
			{address !== null && address.trouble === null && (
				<p>
					<strong>{texts.emailNow(address.email)}</strong>
				</p>
			)}
			{address !== null && address.trouble !== null && <p class="trouble">{texts.emailTrouble(address.email)}</p>}
			{address !== null && (
				<Form action="address/remove" signedIn={signedIn}>
					<button type="submit" class="quiet" aria-label={texts.removeWhich(address.email)}>
						{texts.remove}
					</button>
				</Form>
			)}
			{on && proof !== null && (
				<Form action="address/prove" signedIn={signedIn}>
					<p role="status">{texts.asked(proof.email)}</p>
					<Field id="code" name="code" label={texts.code} autocomplete="one-time-code" most={7} numeric />
					<button type="submit">{texts.prove}</button>
				</Form>
			)}
			{on && (
				<Form action="address" signedIn={signedIn}>
					<Field
						id="email"
						name="email"
						label={texts.address}
						hint={texts.addressHint}
						autocomplete="email"
						most={190}
					/>
					<button type="submit" class={proof === null ? '' : 'quiet'}>
						{texts.ask}
					</button>
				</Form>
			)}
		</section>
	);
};
