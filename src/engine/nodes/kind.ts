import type { z } from 'zod';
import type { Compiling } from '../compiling.ts';
import type { Choice, Kind, NodeOf } from '../flow.ts';
import type { Turn } from '../turn.ts';

/** What the person answered to the open question. */
export type Answer =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'choice'; readonly choice: string }
	/** Something the engine can't read: a voice note, a sticker. */
	| { readonly kind: 'unreadable' };

/** Where the run goes after a node. */
export type Move =
	| { readonly move: 'next' }
	| { readonly move: 'goto'; readonly node: string | null }
	| { readonly move: 'call'; readonly flow: string }
	/** The flow ends. */
	| { readonly move: 'end' }
	/** A question is open. */
	| { readonly move: 'wait' }
	/** The conversation leaves the bot: nothing more happens in this step. */
	| { readonly move: 'leave' };

/** How an answer was taken: on with the run, or not usable, with what to say about it. */
export type Taken = Move | { readonly move: 'retry'; readonly hint: string };

/** One kind of node: the shape of its value in a flow file, how it compiles, what it does. */
export interface NodeKind<K extends Kind, Raw = unknown> {
	readonly kind: K;
	/** The value under the kind's own key. */
	readonly schema: z.ZodType<Raw>;
	compile(raw: Raw, at: Compiling): Omit<NodeOf<K>, 'id' | 'next'>;
	enter(node: NodeOf<K>, turn: Turn): Move;
	/** Only for kinds that wait: the choices of the open question, in the order shown. */
	choices?(node: NodeOf<K>, turn: Turn): readonly Choice[];
	/** Only for kinds that wait. */
	answer?(node: NodeOf<K>, turn: Turn, answer: Answer): Taken;
	/** True when the node ends the flow's run without `next`. */
	readonly terminal?: boolean;
}
