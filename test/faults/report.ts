import type { Outcome } from './ledger.ts';

export interface Row extends Omit<Outcome, 'wrong'> {
	readonly fault: string;
	/** How often it was tried. */
	readonly tried: number;
	readonly seconds: number;
}

const columns = ['tried', 'messages', 'lost', 'doubled', 'uncertain', 'seconds'] as const;

/** What was tried and what came of it, for a person to read. */
export function render(rows: readonly Row[]): string {
	const all: Row = {
		fault: 'in all',
		...(Object.fromEntries(columns.map((column) => [column, rows.reduce((sum, row) => sum + row[column], 0)])) as Omit<
			Row,
			'fault'
		>),
	};
	const table = [
		['fault', ...columns],
		...[...rows, all].map((row) => [row.fault, ...columns.map((column) => row[column].toLocaleString('en'))]),
	];
	const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
	return table
		.map((row) =>
			row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
		)
		.join('\n');
}
