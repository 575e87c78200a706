/**
 * One thing at a time for each conversation, in the order asked for; conversations side by side.
 * Order and thrift only: what must not happen twice rests on compare-and-set, not on this.
 */
export interface Lanes {
	run<T>(conversation: string, work: () => Promise<T>): Promise<T>;
	busy(conversation: string): boolean;
	/** Resolves when nothing is left in this lane, also of what was added meanwhile. */
	idle(conversation: string): Promise<void>;
	/** The same for every lane. */
	allIdle(): Promise<void>;
}

export function createLanes(): Lanes {
	const ends = new Map<string, Promise<void>>();

	const lanes: Lanes = {
		run(conversation, work) {
			const done = (ends.get(conversation) ?? Promise.resolve()).then(work);
			const end = done.then(
				() => undefined,
				() => undefined,
			);
			ends.set(conversation, end);
			void end.then(() => {
				if (ends.get(conversation) === end) ends.delete(conversation);
			});
			return done;
		},
		busy: (conversation) => ends.has(conversation),
		async idle(conversation) {
			for (let end = ends.get(conversation); end !== undefined; end = ends.get(conversation)) await end;
		},
		async allIdle() {
			while (ends.size > 0) await Promise.all(ends.values());
		},
	};
	return lanes;
}

/** Lets at most `most` run at once; the others wait in line. */
export interface Gate {
	pass<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(most: number): Gate {
	let inside = 0;
	const line: (() => void)[] = [];
	return {
		async pass(work) {
			if (inside < most) inside++;
			else await new Promise<void>((enter) => line.push(enter));
			try {
				return await work();
			} finally {
				const next = line.shift();
				if (next === undefined) inside--;
				else next();
			}
		},
	};
}
