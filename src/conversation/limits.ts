/** How much of everything. All have defaults that suit one machine; times are in milliseconds. */
export interface Limits {
	/** Inbound ids remembered per conversation, so that a repeat is recognised. Larger than `inbox`. */
	readonly seen: number;
	/** Messages that may wait in one conversation. A full inbox is worked off before the next message is taken in; nothing is dropped. */
	readonly inbox: number;
	/** Bot messages that may wait for delivery in one conversation. Beyond it the oldest become `superseded`: they stay in the transcript. */
	readonly outbox: number;
	/** Longest text that is kept, in UTF-16 units; the rest is cut off and the engine is told. */
	readonly text: number;
	/** Turns that run at the same time. */
	readonly turns: number;
	/** Conversations whose effects and deliveries are in hand at the same time. */
	readonly deliveries: number;
	/** Conversation documents kept in memory. */
	readonly cached: number;
	/** How long something waits before the sweeper believes that its process died. */
	readonly grace: number;
	/** How long an attempt on a channel that cannot repeat is believed to be still under way in another process. */
	readonly attempt: number;
	/** How old the proof may be that a document is the stored one when a message is about to leave. */
	readonly fresh: number;
	/** Timers that fall due within this time get a job in the queue; all others wait in the store until the sweeper comes by. */
	readonly horizon: number;
	/** Shortest and longest wait after a delivery that could not be made yet. */
	readonly retry: { readonly least: number; readonly most: number };
}

export const defaultLimits: Limits = {
	seen: 200,
	inbox: 50,
	outbox: 50,
	text: 20_000,
	turns: 64,
	deliveries: 256,
	cached: 2_000,
	grace: 5_000,
	attempt: 60_000,
	fresh: 250,
	horizon: 90_000,
	retry: { least: 1_000, most: 5 * 60_000 },
};
