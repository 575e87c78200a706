import type { Child } from 'hono/jsx';
import { type Assets, Document } from '../http/index.ts';
import type { SignedIn } from './account/sign-ins.ts';
import { dayTexts } from './texts/day.ts';
import { doorTexts } from './texts/door.ts';
import { overviewTexts } from './texts/overview.ts';
import { queueTexts } from './texts/queue.ts';
import { staffTexts } from './texts/staff.ts';
import { systemTexts } from './texts/system.ts';
import { uncheckedTexts } from './texts/unchecked.ts';
import { whatsappTexts } from './texts/whatsapp.ts';
import type { Words } from './words.ts';

/** htmx without eval, inline style or history: the content-security policy forbids the first two, people's words the third. */
const htmxConfig = JSON.stringify({
	allowEval: false,
	allowScriptTags: false,
	includeIndicatorStyles: false,
	selfRequestsOnly: true,
	historyEnabled: false,
	historyCacheSize: 0,
	timeout: 20_000,
	responseHandling: [
		{ code: '204', swap: false },
		{ code: '[23]..', swap: true },
		{ code: '4(00|09|13|29)', swap: true },
		{ code: '...', swap: false, error: true },
	],
});

/** The hidden field that proves that a form comes from a page of this sign-in. */
export const FormToken = (props: { signedIn: SignedIn }) => (
	<input type="hidden" name="csrf" value={props.signedIn.formToken()} />
);

/** The frame of every page of the desk. Without `signedIn` it shows no way in. */
export const DeskPage = (props: {
	assets: Assets;
	words: Words;
	title: string;
	signedIn: SignedIn | null;
	children?: Child;
}) => {
	const { assets, signedIn } = props;
	const { texts, language } = props.words;
	return (
		<Document
			assets={assets}
			language={language}
			title={`${props.title} · Hakku`}
			style="desk.css"
			library={signedIn ? 'htmx.js' : undefined}
			script={signedIn ? 'desk.js' : undefined}
			body="desk"
			head={<meta name="htmx-config" content={htmxConfig} />}
		>
			<a class="skip" href="#isi">
				{texts.skip}
			</a>
			<header class="bar">
				<a class="brand" href="/desk">
					<span class="mark" aria-hidden="true">
						H
					</span>
					<span>
						<strong>Hakku</strong> <span class="soft">{texts.desk}</span>
					</span>
				</a>
				<nav>
					{signedIn && (
						<>
							<a href="/desk/day">{dayTexts[language].title}</a>
							<a href="/desk/search">{queueTexts[language].searchGo}</a>
						</>
					)}
					{signedIn ? <Menu signedIn={signedIn} words={props.words} /> : <OtherLanguage words={props.words} />}
				</nav>
			</header>
			<main id="isi" tabindex={-1}>
				{props.children}
			</main>
		</Document>
	);
};

const OtherLanguage = ({ words: { texts, language } }: { words: Words }) => {
	const other = language === 'id' ? 'en' : 'id';
	return (
		<a href={`?lang=${other}`} hreflang={other} lang={other}>
			{texts.other}
		</a>
	);
};

/** Folded away, so that on a phone the page itself begins at the top. */
const Menu = ({ signedIn, words }: { signedIn: SignedIn; words: Words }) => {
	const { texts, language } = words;
	const { role, display_name } = signedIn.user;
	return (
		<details class="menu">
			<summary>{display_name}</summary>
			<ul>
				<li>
					<a href="/desk">{texts.queue}</a>
				</li>
				{role !== 'worker' && (
					<>
						<li>
							<a href="/desk/overview">{overviewTexts[language].title}</a>
						</li>
						<li>
							<a href="/desk/staff">{staffTexts[language].title}</a>
						</li>
					</>
				)}
				<li>
					<a href="/desk/unchecked">{uncheckedTexts[language].title}</a>
				</li>
				{role === 'admin' && (
					<>
						<li>
							<a href="/desk/accounts">{texts.accounts.title}</a>
						</li>
						<li>
							<a href="/desk/system">{systemTexts[language].title}</a>
						</li>
						<li>
							<a href="/desk/whatsapp">{whatsappTexts[language].title}</a>
						</li>
					</>
				)}
				<li>
					<a href="/desk/me">{doorTexts[language].me.title}</a>
				</li>
				<li>
					<OtherLanguage words={words} />
				</li>
				<li>
					<form method="post" action="/desk/sign-out">
						<FormToken signedIn={signedIn} />
						<button type="submit" class="quiet">
							{texts.signOut}
						</button>
					</form>
				</li>
			</ul>
		</details>
	);
};
