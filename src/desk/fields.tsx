import type { Child } from 'hono/jsx';

/** A label with its field and a hint below, tied together for screen readers. */
export const Field = (props: {
	id: string;
	name: string;
	label: string;
	hint?: string;
	type?: 'text' | 'password';
	value?: string;
	autocomplete?: string;
	most?: number;
	least?: number;
	numeric?: boolean;
}) => {
	const hint = props.hint === undefined ? undefined : `${props.id}-hint`;
	return (
		<>
			<label for={props.id}>{props.label}</label>
			<input
				id={props.id}
				name={props.name}
				type={props.type ?? 'text'}
				value={props.value}
				aria-describedby={hint}
				autocomplete={props.autocomplete ?? 'off'}
				autocapitalize="none"
				spellcheck={false}
				inputmode={props.numeric ? 'numeric' : undefined}
				minlength={props.least}
				maxlength={props.most}
				required
			/>
			{hint && (
				<p class="hint" id={hint}>
					{props.hint}
				</p>
			)}
		</>
	);
};

/** What went wrong, read out at once; or what was done. */
export const Said = (props: { trouble?: string | null; done?: string | null }) => (
	<>
		{props.trouble && (
			<p class="trouble" role="alert">
				{props.trouble}
			</p>
		)}
		{props.done && (
			<p class="done" role="status">
				{props.done}
			</p>
		)}
	</>
);

/** A card in the middle of the page with one thing to do. */
export const Door = (props: { title: string; children?: Child }) => (
	<section class="card door">
		<h1>{props.title}</h1>
		{props.children}
	</section>
);
