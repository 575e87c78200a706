import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HakkuError } from '../errors.ts';
import type { Finding } from '../yaml/index.ts';

/** The files of a release as they stand on disk: path relative to the content folder → text. Sorted by path. */
export interface Folder {
	readonly files: ReadonlyMap<string, string>;
	readonly findings: readonly Finding[];
}

const rooms = ['flows', 'knowledge'] as const;
const maxFiles = 5000;

/** Reads every YAML file under flows/ and knowledge/. Links are not followed, so nothing outside the folder is ever read. */
export async function readFolder(root: string): Promise<Folder> {
	const found = new Map<string, string>();
	const findings: Finding[] = [];
	for (const room of rooms) await readInto(root, room, found, findings);
	return { files: new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1))), findings };
}

async function readInto(root: string, path: string, found: Map<string, string>, findings: Finding[]): Promise<void> {
	const entries = await readdir(join(root, path), { withFileTypes: true }).catch((cause: unknown) => {
		throw new HakkuError('file.unreadable', `The folder ${path}/ can't be read.`, cause);
	});
	for (const entry of entries) {
		const inner = `${path}/${entry.name}`;
		if (entry.isDirectory()) await readInto(root, inner, found, findings);
		else if (!/\.ya?ml$/.test(entry.name)) continue;
		else if (!entry.isFile())
			findings.push(refuse(inner, 'This is a link, and links are not followed.', 'Put the file itself here.'));
		else if (found.size >= maxFiles)
			throw new HakkuError('file.unreadable', `There are more than ${maxFiles} files under ${path}/.`);
		else found.set(inner, await readText(root, inner, findings));
	}
}

async function readText(root: string, path: string, findings: Finding[]): Promise<string> {
	const file = join(root, path);
	try {
		const { size } = await stat(file);
		if (size > 4_000_000) {
			findings.push(refuse(path, 'This file is larger than 4 MB.', 'Split it into several files.'));
			return '';
		}
		return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
	} catch (cause) {
		if (!(cause instanceof TypeError))
			throw new HakkuError('file.unreadable', `The file ${path} can't be read.`, cause);
		findings.push(refuse(path, 'This file is not UTF-8 text.', 'Save it again as UTF-8.'));
		return '';
	}
}

function refuse(file: string, message: string, fix: string): Finding {
	return { severity: 'error', code: 'file.refused', file, line: 1, column: 1, message, fix };
}
