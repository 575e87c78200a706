/** How far one step may go before it is stopped. A flow that hits a limit stops with an event; the process goes on. */
export interface Limits {
	/** Nodes entered in one step. */
	readonly nodes: number;
	/** Messages sent in one step. */
	readonly messages: number;
	/** Flows called inside each other. */
	readonly depth: number;
	/** Interrupted conversations kept; the oldest is let go. */
	readonly suspended: number;
	/** Answers that `back` can undo. */
	readonly history: number;
	/** Characters of one answer that are kept as a fact. */
	readonly answer: number;
}

export const defaultLimits: Limits = { nodes: 200, messages: 12, depth: 10, suspended: 3, history: 20, answer: 2000 };
