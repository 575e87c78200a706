import { type ListFilter, waitings } from '../../cases/index.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import { queueTexts } from '../texts/queue.ts';
import type { Words } from '../words.ts';
import { type AskedFilter, isNarrowed, queueAddress, widest } from './filter.ts';

/** Narrows the queue: a plain form whose fields stand in the address. */
export const FilterForm = (props: {
	asked: AskedFilter;
	words: Words;
	knowledge: Knowledge;
	languages: readonly string[];
}) => {
	const { asked, words, knowledge } = props;
	const { filter, unclear } = asked;
	const texts = queueTexts[words.language];
	const area = filter.area === null ? (unclear?.text ?? '') : knowledge.regions.byCode.get(filter.area)?.name.id;
	return (
		<details class="filter" open={unclear !== null}>
			<summary>{isNarrowed(filter) ? texts.filtered : texts.filter}</summary>
			{unclear && (
				<div class="trouble" role="alert">
					{unclear.regions.length === 0 ? texts.noPlace(unclear.text) : texts.whichPlace(unclear.text)}
					{unclear.regions.length > 0 && (
						<ul>
							{unclear.regions.map((region) => (
								<li>
									<a href={queueAddress({ ...filter, area: region.code })}>{region.name[words.language]}</a>
								</li>
							))}
						</ul>
					)}
				</div>
			)}
			<form method="get" action="/desk" class="filters">
				<input type="hidden" name="view" value={filter.list} />
				<Select
					name="urgency"
					label={texts.urgency}
					any={texts.any}
					chosen={filter.priority === null ? null : String(filter.priority)}
					options={([1, 2, 3] as const).map((level) => [String(level), words.texts.priority[level]])}
				/>
				<Select
					name="need"
					label={texts.need}
					any={texts.any}
					chosen={filter.need}
					options={[...knowledge.needs].map(([id, need]) => [id, need.name[words.language]])}
				/>
				<Select
					name="language"
					label={texts.language}
					any={texts.any}
					chosen={filter.language}
					options={props.languages.map((code) => [code, words.texts.languages[code] ?? code])}
				/>
				<Select
					name="waits"
					label={texts.waits}
					any={texts.any}
					chosen={filter.waits}
					options={waitings.map((who) => [who, texts.waitsFor[who]])}
				/>
				<p class="field">
					<label for="filter-area">{texts.area}</label>
					<input id="filter-area" name="area" value={area} maxlength={80} aria-describedby="filter-area-hint" />
					<span class="hint" id="filter-area-hint">
						{texts.areaHint}
					</span>
				</p>
				<p class="field">
					<button type="submit">{texts.apply}</button>
				</p>
			</form>
		</details>
	);
};

const Select = (props: {
	name: string;
	label: string;
	any: string;
	chosen: string | null;
	options: readonly (readonly [string, string])[];
}) => (
	<p class="field">
		<label for={`filter-${props.name}`}>{props.label}</label>
		<select id={`filter-${props.name}`} name={props.name}>
			<option value="">{props.any}</option>
			{props.options.map(([value, text]) => (
				<option value={value} selected={value === props.chosen}>
					{text}
				</option>
			))}
		</select>
	</p>
);

/** What narrows the list, each word with a way to take it off. */
export const FilterWords = (props: { filter: ListFilter; words: Words; knowledge: Knowledge }) => {
	const { filter, words, knowledge } = props;
	const texts = queueTexts[words.language];
	if (!isNarrowed(filter)) return null;
	const { language } = words;
	const said: readonly (readonly [keyof ListFilter, string | null | undefined])[] = [
		['priority', filter.priority && words.texts.priority[filter.priority]],
		['need', filter.need && knowledge.needs.get(filter.need)?.name[language]],
		['area', filter.area && knowledge.regions.byCode.get(filter.area)?.name[language]],
		['language', filter.language && (words.texts.languages[filter.language] ?? filter.language)],
		['waits', filter.waits && texts.waitsFor[filter.waits]],
	];
	return (
		<ul class="chips removable" aria-label={texts.filtered}>
			{said.map(
				([field, text]) =>
					text && (
						<li>
							<a
								id={`without-${field}`}
								href={queueAddress({ ...filter, [field]: null })}
								aria-label={texts.remove(text)}
							>
								{text} <span aria-hidden="true">×</span>
							</a>
						</li>
					),
			)}
			<li>
				<a id="without-any" href={queueAddress(widest(filter))}>
					{texts.clear}
				</a>
			</li>
		</ul>
	);
};
