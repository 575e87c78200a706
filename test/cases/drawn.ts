import {
	claimMoves,
	claimNames,
	type Machine,
	modeMoves,
	modeNames,
	stageMoves,
	stageNames,
	statusMoves,
	statusNames,
} from '../../src/cases/machines/index.ts';

/** A machine as docs/cases.md draws it: a mermaid diagram, then a table with the names that workers read. */
function drawn<S extends string>(moves: Machine<S>, names: Readonly<Record<S, string>>, first: S): string {
	const states = Object.keys(moves) as S[];
	const arrows = states.flatMap((from) => moves[from].map((to) => `    ${from} --> ${to}`));
	const ends = states.filter((state) => moves[state].length === 0).map((state) => `    ${state} --> [*]`);
	const rows = states.map((from) => {
		const ways = moves[from].map((to) => `\`${to}\``).join(', ');
		return `| \`${from}\` | ${names[from]} | ${ways || 'nowhere'} |`;
	});
	return [
		'```mermaid',
		'stateDiagram-v2',
		`    [*] --> ${first}`,
		...arrows,
		...ends,
		'```',
		'',
		'| state | workers read | may go to |',
		'| --- | --- | --- |',
		...rows,
	].join('\n');
}

/** Each machine under the name by which docs/cases.md marks its place. */
export const drawings: Readonly<Record<string, string>> = {
	mode: drawn(modeMoves, modeNames, 'bot'),
	stage: drawn(stageMoves, stageNames, 'intake'),
	status: drawn(statusMoves, statusNames, 'open'),
	claim: drawn(claimMoves, claimNames, 'identified'),
};
