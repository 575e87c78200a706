import { errorCodes, HakkuError } from '../errors.ts';

export type PartName = 'store' | 'queues' | 'release' | 'channels';

/** How one part is. `reason`: why it is down, in words that hold no address, no secret and nobody's words. */
export interface Part {
	readonly up: boolean;
	readonly reason?: string;
}

export interface Report {
	/** True when every part is up and nobody asked the process to stop. */
	readonly ready: boolean;
	readonly stopping: boolean;
	readonly parts: Readonly<Record<PartName, Part>>;
}

/** A part that knows itself why it is down. */
export class Down extends Error {
	override readonly name = 'Down';
}

/** Resolves when the part can be used, and rejects otherwise. */
export type Check = () => unknown;

/** How long an answer is good for, in milliseconds: however many ask, a part is asked once in that time. */
const KEPT = 1_000;

/** How long a part may take to answer, in milliseconds; shorter than what load balancers wait. */
const PATIENCE = 2_000;

/** Asks every part, all at once. @param now - milliseconds on any clock that never goes back. */
export function createReadiness(checks: Readonly<Record<PartName, Check>>, now: () => number) {
	let stopping = false;
	let kept: { readonly at: number; readonly parts: Promise<Report['parts']> } | null = null;

	async function ask(): Promise<Report['parts']> {
		const [store, queues, release, channels] = await Promise.all([
			state(checks.store),
			state(checks.queues),
			state(checks.release),
			state(checks.channels),
		]);
		return { store, queues, release, channels };
	}

	return {
		async read(): Promise<Report> {
			if (kept === null || now() - kept.at >= KEPT) kept = { at: now(), parts: ask() };
			const parts = await kept.parts;
			return { ready: !stopping && Object.values(parts).every(({ up }) => up), stopping, parts };
		},
		/** From now on the process is not ready, so that no new visitors are led here. */
		stop(): void {
			stopping = true;
		},
	};
}

async function state(check: Check): Promise<Part> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Down(`no answer within ${PATIENCE / 1000} seconds`)), PATIENCE);
	});
	try {
		await Promise.race([Promise.resolve().then(check), late]);
		return { up: true };
	} catch (error) {
		return { up: false, reason: reasonOf(error) };
	} finally {
		clearTimeout(timer);
	}
}

/** The message of a foreign error may hold anything: addresses, passwords in an address, a document. */
function reasonOf(error: unknown): string {
	if (error instanceof Down) return error.message;
	return error instanceof HakkuError ? `${error.code}: ${errorCodes[error.code]}` : 'it failed';
}
