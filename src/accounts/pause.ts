/** A wait that can be cut short. */
export interface Pause {
	/** Resolves after so many milliseconds, or at a `wake`, also one that came just before. */
	wait(milliseconds: number): Promise<void>;
	wake(): void;
}

export function createPause(): Pause {
	let end: (() => void) | undefined;
	let woken = false;
	return {
		async wait(milliseconds) {
			let timer: NodeJS.Timeout | undefined;
			if (!woken)
				await new Promise<void>((resolve) => {
					end = resolve;
					timer = setTimeout(resolve, milliseconds);
				});
			clearTimeout(timer);
			end = undefined;
			woken = false;
		},
		wake() {
			woken = end === undefined;
			end?.();
		},
	};
}
