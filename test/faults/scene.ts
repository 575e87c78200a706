import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Citizen, gather, type Load, write } from './crowd.ts';
import { audit, type Reader, settle } from './ledger.ts';
import type { Lives } from './lives.ts';
import type { Row } from './report.ts';

/** `FAULTS=long`, set by `npm run test:faults`: everything, for minutes. Else a taste of each, in seconds. */
export const long = process.env.FAULTS === 'long';

export function inLong<T>(here: T, otherwise: T): T {
	return long ? here : otherwise;
}

export interface Trial {
	readonly fault: string;
	readonly load: Load;
	/** Everything is sent to two processes at once. */
	readonly twice?: boolean;
	/** Brings the trouble about while people write; resolves to how often it did. */
	inject(): Promise<number>;
}

export interface Scene {
	readonly lives: Lives;
	readonly book: string;
	readonly rows: Row[];
	store(): Promise<Reader>;
	/** Milliseconds after which everything must be done once people write no more. */
	readonly patience: number;
}

/** Lets people write, in wave after wave, until the trouble is over; then nothing may be lost, doubled, out of order or left undone. */
export async function tryOut(scene: Scene, { fault, load, twice = false, inject }: Trial): Promise<void> {
	const begun = performance.now();
	const { lives, book, rows } = scene;
	await lives.complete();
	const crowd: Citizen[] = [];
	let over = false;
	const idle = async ({ id }: Citizen) => {
		const document = await (await scene.store()).get('conversations', id);
		return document !== null && document.pending_since === null;
	};
	writeFileSync(book, '', { flag: 'a' });
	const writing = (async () => {
		while (!over || crowd.length === 0) {
			const wave = gather(load);
			crowd.push(...wave);
			await Promise.all(wave.map((citizen) => write(citizen, lives, { pause: load.pause, twice, idle })));
		}
	})();
	const tried = await inject().finally(() => {
		over = true;
	});
	await writing;
	const store = await scene.store();
	await settle(store, crowd, scene.patience);
	const { wrong, ...outcome } = await audit(store, book, crowd);
	lives.bury();
	const seconds = Math.round((performance.now() - begun) / 1000);
	rows.push({ fault, tried, seconds, ...outcome });
	expect([...lives.faults.splice(0), ...wrong]).toEqual([]);
	expect(outcome).toMatchObject({ lost: 0, doubled: 0 });
}
