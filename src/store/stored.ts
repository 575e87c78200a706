/** Every stored thing has an id and a revision. `rev` starts at 1 and grows by one with each write. */
export interface Stored {
	readonly _id: string;
	readonly rev: number;
}
