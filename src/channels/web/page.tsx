import { randomUUID } from 'node:crypto';
import type { ConversationDocument, MessageDocument } from '../../conversation/documents.ts';
import { type Assets, Document } from '../../http/index.ts';
import { Line, type LineParts } from './lines.tsx';
import type { ChatTexts } from './texts.ts';

const Header = (props: { texts: ChatTexts; state: 'bot' | 'queued' | 'human' }) => (
	<header class="top">
		<p class="brand">
			<span class="mark" aria-hidden="true">
				H
			</span>
			<span>
				<strong>{props.texts.title}</strong>
				<span
					class="status"
					id="status"
					data-bot={props.texts.tagline}
					data-queued={props.texts.queued}
					data-human={props.texts.human}
				>
					{{ bot: props.texts.tagline, queued: props.texts.queued, human: props.texts.human }[props.state]}
				</span>
			</span>
		</p>
		<a class="leave" id="leave" href="/chat/leave" rel="noreferrer nofollow" title={props.texts.leaveWhy}>
			{props.texts.leave}
		</a>
	</header>
);

const Welcome = (props: { texts: ChatTexts }) => (
	<section class="welcome" id="welcome">
		<h2>{props.texts.welcome}</h2>
		<p>{props.texts.welcomeText}</p>
		<form method="post" action="/chat">
			<input type="hidden" name="id" value={randomUUID()} />
			<button type="submit" class="start" name="start" value="1">
				{props.texts.start}
			</button>
		</form>
		<p class="soft">{props.texts.or}</p>
		<details>
			<summary>{props.texts.privacy}</summary>
			<ul>
				{props.texts.privacyText.map((text) => (
					<li>{text}</li>
				))}
			</ul>
		</details>
		<p class="emergency">
			<a href="tel:112">{props.texts.emergency}</a>
		</p>
	</section>
);

/** The chat itself. `unsent` is text that could not be taken, given back so that nothing typed is lost; `notice` says why. */
export const ChatPage = (
	props: LineParts & {
		assets: Assets;
		language: string;
		document: ConversationDocument | null;
		lines: readonly MessageDocument[];
		cut: boolean;
		notice: string | null;
		unsent: string;
	},
) => {
	const { texts, lines, document, assets } = props;
	return (
		<Document
			assets={assets}
			language={props.language}
			title={texts.title}
			style="chat.css"
			script="chat.js"
			body="chat"
		>
			<Header texts={texts} state={document?.mode.state ?? 'bot'} />
			<main>
				<h1 class="unseen">{texts.heading}</h1>
				{lines.length === 0 && <Welcome texts={texts} />}
				{props.cut && <p class="soft">{texts.earlier}</p>}
				<div role="log" aria-live="polite" aria-label={texts.log}>
					<ol
						class="log"
						id="log"
						data-last={lines.at(-1)?.seq ?? 0}
						data-sending={texts.sending}
						data-failed={texts.failed}
						data-again={texts.again}
						data-offline={texts.offline}
						data-you={texts.you}
					>
						{lines.map((line) => (
							<Line line={line} texts={texts} numbers={props.numbers} question={props.question} names={props.names} />
						))}
					</ol>
				</div>
				<p class="typing" id="typing" hidden>
					<span class="dots" aria-hidden="true" /> {texts.typing}
				</p>
				<p class="plainly" id="plainly">
					{/* Another address each time: a link to the page's own address and a place in it would only scroll. */}
					<a href={`/chat?r=${randomUUID().slice(0, 8)}#terbaru`}>{texts.refresh}</a>
				</p>
				<div id="terbaru" />
			</main>
			<footer class="composer">
				{props.notice && (
					<p class="notice" role="alert">
						{props.notice}
					</p>
				)}
				<p class="offline" id="offline" role="status" hidden />
				<button type="button" class="newest" id="newest" hidden>
					{texts.newest} ↓
				</button>
				<form method="post" action="/chat" id="write">
					<input type="hidden" name="id" value={randomUUID()} />
					<label class="unseen" for="text">
						{texts.message}
					</label>
					<textarea id="text" name="text" rows={1} placeholder={texts.message} autocomplete="off" required>
						{props.unsent}
					</textarea>
					<button type="submit">{texts.send}</button>
				</form>
			</footer>
		</Document>
	);
};

/** Stands in for the conversation after a quick exit, until the person says that it is safe. */
export const HiddenPage = (props: { assets: Assets; language: string; texts: ChatTexts }) => (
	<Document assets={props.assets} language={props.language} title={props.texts.title} style="chat.css" body="chat">
		<Header texts={props.texts} state="bot" />
		<main>
			<section class="welcome">
				<h1>{props.texts.hidden}</h1>
				<p>{props.texts.hiddenText}</p>
				<form method="post" action="/chat/return">
					<button type="submit" class="start">
						{props.texts.goOn}
					</button>
				</form>
			</section>
		</main>
	</Document>
);
