import type { CaseDocument, Claim, Refusal } from '../../cases/documents.ts';
import { UncheckedRights } from '../oversight/unchecked.tsx';
import type { Words } from '../words.ts';

const RefusalParts = (props: { refusal: Refusal; words: Words }) => {
	const { refusal, words } = props;
	const texts = words.texts.refusal;
	const parts = [
		[texts.institution, refusal.institution],
		[texts.service, refusal.service],
		[texts.reason, refusal.reason],
		[texts.asked, refusal.asked],
	] as const;
	return (
		<dl>
			{parts.map(([name, value]) => (
				<div>
					<dt>{name}</dt>
					<dd class={value ? '' : 'soft'}>{value ?? texts.unknown}</dd>
				</div>
			))}
		</dl>
	);
};

const Outcome = (props: { claim: Claim; words: Words }) => {
	const { kind, text } = props.words.outcome(props.claim);
	return <span class={`outcome ${kind}`}>{text}</span>;
};

/** What a worker must know before answering, most important first. */
export const CaseSummary = (props: { case: CaseDocument; words: Words }) => {
	const { words } = props;
	const { texts } = words;
	const needs = words.needs(props.case);
	const channel = props.case.conversation.split(':')[0] ?? '';
	return (
		<section class="card summary" aria-labelledby="summary">
			<h2 id="summary">{texts.summary}</h2>
			{props.case.danger.length > 0 && (
				<div class="danger-box">
					<h3>{texts.dangers}</h3>
					<ul>
						{props.case.danger.map((kind) => (
							<li>{texts.danger[kind]}</li>
						))}
					</ul>
				</div>
			)}
			<h3>{texts.reason}</h3>
			<p>{props.case.reason}</p>
			{props.case.words.length > 0 && (
				<>
					<h3>{texts.words}</h3>
					{props.case.words.map((said) => (
						<blockquote dir="auto">{said}</blockquote>
					))}
				</>
			)}
			<h3>{texts.needs}</h3>
			{needs.length === 0 ? (
				<p class="soft">{texts.noNeeds}</p>
			) : (
				<ul class="chips">
					{needs.map((need) => (
						<li>{need}</li>
					))}
				</ul>
			)}
			<h3>{texts.rights}</h3>
			{props.case.claims.length === 0 ? (
				<p class="soft">{texts.noRights}</p>
			) : (
				<ul class="rights">
					{props.case.claims.map((claim) => (
						<li>
							<span>{words.right(claim.right)}</span>
							<Outcome claim={claim} words={words} />
						</li>
					))}
				</ul>
			)}
			<UncheckedRights case={props.case} words={words} />
			{props.case.refusals.length > 0 && (
				<>
					<h3>{texts.refusals}</h3>
					{props.case.refusals.map((refusal) => (
						<RefusalParts refusal={refusal} words={words} />
					))}
				</>
			)}
			<h3>{texts.facts}</h3>
			{props.case.facts.length === 0 ? (
				<p class="soft">{texts.noFacts}</p>
			) : (
				<dl>
					{props.case.facts.map((fact) => (
						<div>
							<dt>
								{words.question(fact.fact)}
								{fact.sensitive && <span class="sensitive">{texts.sensitive}</span>}
							</dt>
							<dd dir="auto">
								{words.value(fact)} <small class="soft">{words.said(fact)}</small>
							</dd>
						</div>
					))}
				</dl>
			)}
			<dl class="about">
				<div>
					<dt>{texts.opened}</dt>
					<dd>{words.when(props.case.opened_at)}</dd>
				</div>
				<div>
					<dt>{texts.language}</dt>
					<dd>{texts.languages[props.case.language] ?? props.case.language}</dd>
				</div>
				<div>
					<dt>{texts.channel}</dt>
					<dd>{texts.channels[channel] ?? channel}</dd>
				</div>
			</dl>
		</section>
	);
};
