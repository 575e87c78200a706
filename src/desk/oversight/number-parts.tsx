import { raw } from 'hono/html';
import { renderSVG } from 'uqr';
import type { WhatsAppEventDocument } from '../../channels/whatsapp/documents.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import { FormToken } from '../layout.tsx';
import { type WhatsAppTexts, whatsappTexts } from '../texts/whatsapp.ts';
import type { Words } from '../words.ts';
import type { NumberAtDesk } from './numbers.ts';

/** After how long a wish should have been heeded, in milliseconds. */
const HEEDED = 20_000;

interface PartProps {
	readonly of: NumberAtDesk;
	readonly words: Words;
	readonly now: number;
}

export const addressOf = (name: string): string => `/desk/whatsapp/numbers/${name}`;

/** Whether a telephone may be linked to it now. */
export const canPair = ({ state, reason }: NumberAtDesk): boolean =>
	state === 'unpaired' || (state === 'stopped' && (reason === 'logged_out' || reason === 'broken'));

/** Whether there is a link that could be given up. */
export const canUnlink = (of: NumberAtDesk): boolean => of.state !== 'pairing' && (of.number !== null || !canPair(of));

/** How it stands, why, and what to do about it. */
export const Standing = ({ of, words, now }: PartProps) => {
	const texts = whatsappTexts[words.language];
	const { state, reason, since, wanted, restricted_until, served } = of;
	const left = !served && state !== 'unpaired' && state !== 'stopped';
	const settled = state !== 'open' && state !== 'pairing';
	const trouble = reason !== null && (settled || reason === 'locked') ? texts.reason[reason] : null;
	const restricted = restricted_until !== null && restricted_until > now;
	return (
		<>
			<p>
				<strong>{left ? texts.notServed : texts.state[state](words.moment(since, now))}</strong>
			</p>
			{left && <p class="trouble">{texts.serve}</p>}
			{trouble && (
				<p class="trouble">
					{trouble.why} <strong>{trouble.todo}</strong>
				</p>
			)}
			{restricted && <p class="trouble">{texts.restricted(words.when(restricted_until))}</p>}
			{wanted && (
				<p class="hint">
					{texts.wished[wanted.what]} {now - wanted.at > HEEDED && !left && texts.serve}
				</p>
			)}
		</>
	);
};

/** The picture or the code, how it is used, and how long it is good. */
export const ShownCode = ({ of, words, now }: PartProps) => {
	const texts = whatsappTexts[words.language];
	const { shown } = of;
	if (shown === null) return <p class="hint">{texts.asking}</p>;
	const seconds = Math.ceil((shown.until - now) / 5_000) * 5;
	const picture = shown.kind === 'picture';
	const left = seconds <= 0 ? texts.over : picture ? texts.left(seconds) : texts.codeLeft(seconds);
	return (
		<>
			<ol class="steps">
				{(picture ? texts.pictureSteps : texts.codeSteps).map((step) => (
					<li>{step}</li>
				))}
			</ol>
			{picture ? (
				<div class="qr scan" role="img" aria-label={texts.picture}>
					{raw(renderSVG(shown.text, { border: 4 }))}
				</div>
			) : (
				<p class="code">
					<span class="soft">{texts.code}</span>{' '}
					<strong>
						{shown.text.slice(0, 4)}-{shown.text.slice(4)}
					</strong>
				</p>
			)}
			<p class="hint">{left}</p>
			<p class="hint">{texts.secret}</p>
		</>
	);
};

/** A button that asks for something at once. */
export const Act = (props: {
	action: 'cancel' | 'connect' | 'unlink';
	name: string;
	signedIn: SignedIn;
	text: string;
	label: string;
	quiet?: boolean;
}) => (
	<form method="post" action={`${addressOf(props.name)}/${props.action}`}>
		<FormToken signedIn={props.signedIn} />
		<button
			type="submit"
			id={`${props.action}-${props.name}`}
			class={props.quiet ? 'quiet' : ''}
			aria-label={props.label}
		>
			{props.text}
		</button>
	</form>
);

/** What happened to it, each line with when and who. */
export const History = (props: {
	events: readonly WhatsAppEventDocument[];
	names: ReadonlyMap<string, string>;
	words: Words;
}) => {
	const { words } = props;
	const texts = whatsappTexts[words.language];
	if (props.events.length === 0) return <p class="soft">{texts.historyNone}</p>;
	return (
		<ol>
			{props.events.map((event) => (
				<li>
					<time datetime={new Date(event.at).toISOString()}>{words.when(event.at)}</time>
					{' · '}
					{lineOf(event, texts, props.names, words)}
				</li>
			))}
		</ol>
	);
};

function lineOf(
	{ kind, by, detail }: WhatsAppEventDocument,
	texts: WhatsAppTexts,
	names: ReadonlyMap<string, string>,
	words: Words,
): string {
	const who = by === null ? texts.terminal : (names.get(by) ?? words.texts.formerWorker);
	const said = texts.event[kind];
	if (kind === 'linked') return `${said}: +${detail ?? ''}`;
	if (kind === 'unlinked') return `${said}; ${detail === 'told' ? texts.toldPhone : texts.notTold}`;
	if (kind === 'stopped') return `${said}. ${texts.reason[detail as keyof WhatsAppTexts['reason']]?.why ?? ''}`;
	const how = kind !== 'pair' ? '' : ` (${(detail === 'code' ? texts.byCode : texts.byPicture).toLowerCase()})`;
	return `${who}: ${said}${how}`;
}
