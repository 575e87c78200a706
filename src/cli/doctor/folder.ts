import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Found, ill, well } from './check.ts';

/** Free space below which a busy database soon has none, in bytes. */
const least = 500 * 1024 * 1024;

/** Whether the data folder can be written, is nobody else's to read, and has room. Makes nothing. */
export function checkFolder(folder: string): Found {
	let there = folder;
	while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
	const made = there === folder;
	const stats = statSync(there);
	if (!stats.isDirectory()) return ill('folder', `${there} is not a folder.`, 'Choose another folder with DATA_DIR.');
	try {
		accessSync(there, constants.W_OK | constants.X_OK);
	} catch {
		return ill(
			'folder',
			`${there} can’t be written by this user.`,
			'Give the user who runs Hakku the right to write there, or choose another folder with DATA_DIR.',
		);
	}
	if (made && process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
		return ill('folder', `Other users of this machine can look into ${folder}.`, `chmod 700 ${folder}`);
	}
	const { bavail, bsize } = statfsSync(there);
	const free = bavail * bsize;
	if (free < least)
		return ill('folder', `${room(free)} are free for ${folder}.`, `Make room: at least ${room(least)}.`);
	return well(
		'folder',
		`${folder}, ${made ? 'only its owner can look inside' : 'made at the first start'}, ${room(free)} free`,
	);
}

function room(bytes: number): string {
	const mega = bytes / 1024 / 1024;
	return mega < 1024 ? `${Math.floor(mega)} MB` : `${Math.floor(mega / 1024)} GB`;
}
