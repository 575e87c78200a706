import { html } from '../../http/index.ts';
import type { SignedIn } from '../account/sign-ins.ts';
import type { DeskApp, DeskContext, DeskRoom } from '../context.ts';
import { DeskPage } from '../layout.tsx';
import { missingPage } from '../missing.tsx';
import { whatsappTexts } from '../texts/whatsapp.ts';
import type { Words } from '../words.ts';
import { Act, addressOf, canPair, canUnlink, Standing } from './number-parts.tsx';
import type { NumberAtDesk, NumbersAtDesk } from './numbers.ts';
import { addNumber } from './whatsapp-number.tsx';

/** The WhatsApp numbers, for admins: how each stands, linking, unlinking. To everybody else there is no such page. */
export function addWhatsApp(app: DeskApp, room: DeskRoom): void {
	const { assets, clock, numbers, signIns, streams } = room;
	/** Runs for an admin; nothing of a code is ever sent to anybody else. */
	const forAdmin =
		(run: (c: DeskContext, numbers: NumbersAtDesk) => Promise<Response> | Response) => (c: DeskContext) =>
			numbers && c.var.signedIn.user.role === 'admin' ? run(c, numbers) : missingPage(c, assets);

	app.get(
		'/desk/whatsapp',
		forAdmin(async (c, at) => {
			const { words, signedIn } = c.var;
			const texts = whatsappTexts[words.language];
			const numbers = await at.seen();
			/** Whoever links the first number reads the risks before; whoever comes every day sees the numbers first. */
			const before = numbers.every(({ number }) => number === null);
			const advice = <Advice words={words} />;
			return html(
				c,
				<DeskPage assets={assets} words={words} title={texts.title} signedIn={signedIn}>
					<div class="heading">
						<h1>{texts.title}</h1>
						<p class="live" id="live" data-events="/desk/whatsapp/events" data-lost={words.texts.lost}>
							{texts.fresh}
						</p>
					</div>
					<p>{texts.lead}</p>
					{before && advice}
					<NumberList numbers={numbers} words={words} signedIn={signedIn} now={clock()} />
					{!before && advice}
				</DeskPage>,
			);
		}),
	);

	app.get(
		'/desk/whatsapp/state',
		forAdmin(async (c, at) => {
			const { words, signedIn } = c.var;
			return html(c, <NumberList numbers={await at.seen()} words={words} signedIn={signedIn} now={clock()} />);
		}),
	);

	app.get(
		'/desk/whatsapp/events',
		forAdmin((c, at) => {
			const { user } = c.var.signedIn;
			return streams.open(c, {
				key: `desk:${user._id}`,
				topics: [at.topic],
				async tell(stream) {
					if ((await signIns.current(c))?.user.role !== 'admin') return false;
					await stream.send({ event: 'numbers', data: '' });
					return true;
				},
			});
		}),
	);

	addNumber(app, room, forAdmin);
}

const Advice = ({ words }: { words: Words }) => {
	const texts = whatsappTexts[words.language];
	return (
		<section class="card" aria-labelledby="risks-title">
			<h2 id="risks-title">{texts.risksTitle}</h2>
			<ul>
				{texts.risks.map((risk) => (
					<li>{risk}</li>
				))}
			</ul>
			<h3>{texts.healthTitle}</h3>
			<ul>
				{texts.health.map((advice) => (
					<li>{advice}</li>
				))}
			</ul>
		</section>
	);
};

const NumberList = (props: { numbers: readonly NumberAtDesk[]; words: Words; signedIn: SignedIn; now: number }) => {
	const { words, numbers } = props;
	const texts = whatsappTexts[words.language];
	return (
		<section
			id="numbers"
			hx-get="/desk/whatsapp/state"
			hx-trigger="refresh, every 60s"
			hx-swap="outerHTML"
			hx-disinherit="*"
		>
			{numbers.length === 0 ? (
				<div class="empty">
					<p>
						<strong>{texts.none}</strong>
					</p>
					<p>{texts.noneText}</p>
				</div>
			) : (
				<>
					{numbers.map((of) => (
						<NumberCard {...props} of={of} />
					))}
					<p class="soft">{texts.another}</p>
				</>
			)}
		</section>
	);
};

const NumberCard = (props: { of: NumberAtDesk; words: Words; signedIn: SignedIn; now: number }) => {
	const { of, words, now, signedIn } = props;
	const texts = whatsappTexts[words.language];
	const { name, number, state, reason, last_message_at: last } = of;
	const address = addressOf(name);
	return (
		<article class="card" aria-labelledby={`number-${name}`}>
			<h2 id={`number-${name}`}>
				<a href={address}>{name}</a>
			</h2>
			<Standing of={of} words={words} now={now} />
			<dl>
				<div>
					<dt>{texts.number}</dt>
					<dd>{number === null ? texts.notLinked : `+${number}`}</dd>
				</div>
				<div>
					<dt>{texts.last}</dt>
					<dd>{last === null ? texts.noneYet : words.when(last)}</dd>
				</div>
			</dl>
			<div class="choose">
				{canPair(of) && (
					<a class="button" href={`${address}/pair`} id={`pair-${name}`} aria-label={texts.for(texts.link, name)}>
						{texts.link}
					</a>
				)}
				{state === 'pairing' && (
					<>
						<a class="button" href={address} id={`see-${name}`} aria-label={texts.for(texts.see, name)}>
							{texts.see}
						</a>
						<Act
							action="cancel"
							name={name}
							signedIn={signedIn}
							text={texts.cancel}
							label={texts.for(texts.cancel, name)}
							quiet
						/>
					</>
				)}
				{state === 'stopped' && reason !== 'locked' && !canPair(of) && (
					<Act
						action="connect"
						name={name}
						signedIn={signedIn}
						text={texts.connect}
						label={texts.for(texts.connect, name)}
					/>
				)}
				{canUnlink(of) && (
					<a href={`${address}/unlink`} id={`unlink-${name}`} aria-label={texts.for(texts.unlink, name)}>
						{texts.unlink}
					</a>
				)}
			</div>
		</article>
	);
};
