/** Waits that can be cut short when everything is to stop. */
export interface Sleeper {
	/** A wait that `wake` ends. */
	long(milliseconds: number): Promise<void>;
	/** A wait of at most a few seconds, which nothing ends. */
	short(milliseconds: number): Promise<void>;
	wake(): void;
}

export function createSleeper(): Sleeper {
	const sleeping = new Set<() => void>();
	return {
		long: (milliseconds) =>
			new Promise((resolve) => {
				const end = () => {
					clearTimeout(timer);
					sleeping.delete(end);
					resolve();
				};
				const timer = setTimeout(end, milliseconds);
				sleeping.add(end);
			}),
		short: (milliseconds) =>
			new Promise((resolve) => {
				setTimeout(resolve, milliseconds);
			}),
		wake() {
			for (const end of sleeping) end();
		},
	};
}
