/** What a file in knowledge/ holds, by its place. */
export type FileKind =
	| 'needs'
	| 'regions'
	| 'facts'
	| 'right'
	| 'right_tests'
	| 'institution'
	| 'grounds'
	| 'replies'
	| 'service'
	| 'phrases'
	| 'other';

const layout: readonly (readonly [RegExp, FileKind])[] = [
	[/^knowledge\/needs\.yaml$/, 'needs'],
	[/^knowledge\/regions\.yaml$/, 'regions'],
	[/^knowledge\/facts\/[^/]+\.yaml$/, 'facts'],
	[/^knowledge\/rights\/[^/]+\.yaml$/, 'right'],
	[/^knowledge\/rights\/tests\/[^/]+\.yaml$/, 'right_tests'],
	[/^knowledge\/institutions\/[^/]+\.yaml$/, 'institution'],
	[/^knowledge\/grounds\.yaml$/, 'grounds'],
	[/^knowledge\/replies\.yaml$/, 'replies'],
	[/^knowledge\/service\.yaml$/, 'service'],
	[/^knowledge\/(?:phrases\/.+|lexicon)\.yaml$/, 'phrases'],
];

export function kindOf(path: string): FileKind {
	return layout.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
}

/** `knowledge/rights/pkh.yaml` → `pkh`. */
export function fileName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
}
