import type { Logger } from 'pino';
import { type EngineRelease, fits, moveTo, type Play, step } from '../engine/index.ts';
import { HakkuError } from '../errors.ts';
import { defaultService, type Service } from '../service/index.ts';
import type { Store } from '../store/index.ts';
import type { Finding } from '../yaml/index.ts';
import { readAreas } from './areas.ts';
import { compileRelease } from './compile.ts';
import { readFolder } from './folder.ts';

export interface Releases {
	/** The newest release without errors; new conversations take it. */
	current(): EngineRelease;
	/** When and by whom people are answered, as the newest release without errors says. */
	service(): Service;
	/** An older release that a conversation still runs on; null when it is gone or can't be compiled any more. */
	get(hash: string): Promise<EngineRelease | null>;
	/** Reads the folder again. With an error in it, the last good release goes on. Resolves to what was found. */
	reload(): Promise<readonly Finding[]>;
	/** What the last reading of the folder found; with an error among it, an earlier release goes on. */
	findings(): readonly Finding[];
	readonly play: Play;
}

export interface ReleaseOptions {
	/** The folder that holds `flows/` and `knowledge/`. */
	readonly root: string;
	readonly store: Store;
	readonly log: Logger;
	/** ISO date. */
	readonly today: () => string;
	readonly now: () => number;
}

/** Older releases kept compiled in memory. */
const keptCompiled = 3;

/**
 * Compiles what is on disk and keeps its sources in the store. Rejects with `release.refused` only when neither the folder nor
 * the store holds a release without errors.
 */
export async function openReleases(options: ReleaseOptions): Promise<Releases> {
	const { store, log } = options;
	const older = new Map<string, EngineRelease>();
	let current: EngineRelease | null = null;
	let service: Service = defaultService;
	let found: readonly Finding[] = [];

	async function reload(): Promise<readonly Finding[]> {
		const [folder, areas] = await Promise.all([readFolder(options.root), readAreas()]);
		const compiled = await compileRelease(folder.files, options.today(), areas);
		const findings = [...folder.findings, ...compiled.findings];
		found = findings;
		if (compiled.release === null || folder.findings.length > 0) {
			reportErrors(log, findings);
			return findings;
		}
		const { release } = compiled;
		if (release.hash === current?.hash) return findings;
		await store.insert('releases', [
			{ _id: release.hash, rev: 1, files: packed(folder.files), made_at: options.now() },
		]);
		if (current) keep(current);
		current = release;
		service = compiled.service ?? service;
		log.info({ release: release.hash }, 'release in use');
		return findings;
	}

	function keep(release: EngineRelease): void {
		older.set(release.hash, release);
		for (const hash of [...older.keys()].slice(0, -keptCompiled)) older.delete(hash);
	}

	/** The last good release, which goes on while the folder has errors. */
	async function takeLast(): Promise<EngineRelease | null> {
		const [last] = await store.find('releases', {}, { sort: ['-made_at'], limit: 1 });
		if (!last) return null;
		const compiled = await compileRelease(unpacked(last.files), options.today(), await readAreas());
		service = compiled.service ?? service;
		return compiled.release;
	}

	async function get(hash: string): Promise<EngineRelease | null> {
		if (hash === current?.hash) return current;
		const known = older.get(hash);
		if (known) return known;
		const kept = await store.get('releases', hash);
		const compiled = kept && (await compileRelease(unpacked(kept.files), options.today(), await readAreas()));
		const release = compiled?.release ?? null;
		if (release) keep(release);
		return release;
	}

	const findings = await reload();
	if (!current) {
		current = await takeLast();
		if (!current) throw new HakkuError('release.refused', refusal(findings));
		log.warn({ release: current.hash }, 'the last good release goes on; the files on disk have errors');
	}
	const inUse = (): EngineRelease => {
		if (!current) throw new Error('no release is open');
		return current;
	};

	const play: Play = async (session, input, context) => {
		const newest = inUse();
		if (session === null || session.release === newest.hash) return step(newest, session, input, context);
		if (fits(session, newest)) return step(newest, moveTo(session, newest), input, context);
		const pinned = await get(session.release);
		return pinned ? step(pinned, session, input, context) : step(newest, moveTo(session, newest), input, context);
	};

	return { current: inUse, service: () => service, findings: () => found, get, reload, play };
}

function reportErrors(log: Logger, findings: readonly Finding[]): void {
	for (const { severity, code, file, line, message, fix } of findings) {
		if (severity === 'error') log.error({ code, file, line, fix }, message);
	}
}

function refusal(findings: readonly Finding[]): string {
	const errors = findings.filter(({ severity }) => severity === 'error');
	const [first] = errors;
	const where = first ? ` The first: ${first.file}:${first.line} ${first.message}` : '';
	return `The flows and knowledge on disk have ${errors.length} errors, and there is no earlier release to go on with.${where}`;
}

/** Paths become list entries: a path has dots, which are no keys for every store. */
function packed(files: ReadonlyMap<string, string>): readonly { readonly path: string; readonly text: string }[] {
	return [...files].map(([path, text]) => ({ path, text }));
}

function unpacked(files: readonly { readonly path: string; readonly text: string }[]): ReadonlyMap<string, string> {
	return new Map(files.map(({ path, text }) => [path, text]));
}
