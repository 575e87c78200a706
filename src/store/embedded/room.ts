import { statfsSync } from 'node:fs';
import { HakkuError } from '../../errors.ts';

/** What must stay free, in bytes: a piece of the log of changes is 16 MB, and a database that can't make one never answers again. */
const usualReserve = 64 * 1024 * 1024;
/** After how many bytes or statements the disk is looked at again. */
const between = { bytes: 4 * 1024 * 1024, statements: 200 };

/** Watches the disk below a folder, so that a full one refuses writes instead of stopping everything. */
export class DiskRoom {
	readonly #folder: string;
	readonly #reserve: number;
	#bytes = 0;
	#statements = 0;

	constructor(folder: string, reserve = usualReserve) {
		this.#folder = folder;
		this.#reserve = reserve;
	}

	/**
	 * To be called before a write of so many bytes.
	 *
	 * @throws HakkuError `data.unwritable` when the disk is as good as full; once there is room again, writes go on.
	 */
	claim(bytes: number): void {
		this.#bytes += bytes;
		this.#statements += 1;
		if (this.#bytes < between.bytes && this.#statements < between.statements) return;
		this.check(bytes);
		this.#bytes = 0;
		this.#statements = 0;
	}

	/** @throws HakkuError `data.unwritable` */
	check(bytes = 0): void {
		const { bavail, bsize } = statfsSync(this.#folder);
		if (bavail * bsize - bytes * 4 > this.#reserve) return;
		throw new HakkuError(
			'data.unwritable',
			`The disk that holds ${this.#folder} is full: less than ${Math.round(this.#reserve / 1024 / 1024)} MB are free.`,
		);
	}
}
