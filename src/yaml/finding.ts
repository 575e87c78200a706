/** One thing that is wrong with an admin's file: where it is, what is wrong, and what to do. */
export interface Finding {
	severity: 'error' | 'warning';
	/** Stable and greppable: `flow.goto.unknown`, `yaml.syntax`, `right.source.missing` … */
	code: string;
	/** Path relative to the folder that holds `flows/` and `knowledge/`. */
	file: string;
	/** 1-based. */
	line: number;
	/** 1-based. */
	column: number;
	/** What is wrong, in one plain sentence. */
	message: string;
	/** What to do about it, in one plain sentence. */
	fix: string;
}
