/**
 * The registry of coded errors: the ways in which the world around Hakku can be broken.
 *
 * A citizen's mistake is an event, an admin's mistake is a lint finding; only what is left, a broken world,
 * is one of these. Each says what happened and what to do next. docs/errors.md lists them; a test keeps both equal.
 */
const registry = {
	'config.invalid': 'Set the variable as its line in docs/settings.md says, then start again.',
	'config.port_in_use': 'Stop the other program on that port, or choose another one with PORT.',
	'data.locked': 'Another Hakku already uses this data folder. Stop it, or give this one its own folder with DATA_DIR.',
	'data.unwritable': 'Give the user who runs Hakku the right to write there, or choose another folder with DATA_DIR.',
	'data.newer': 'This data was written by a newer Hakku. Install that version or a later one.',
	'store.unavailable': 'Check that the database runs and can be reached, then start again.',
	'queue.unavailable': 'Check that the queue server runs and can be reached, then start again.',
	'queue.unsafe': 'Change the queue server’s setting that the message names, then start again.',
	'release.refused': 'Run `npx hakku lint`, mend what it names, then start again.',
	'facts.invalid': 'Mend the file of facts; knowledge/facts/ declares each fact and its type.',
	'file.unreadable': 'Check the path and the right to read it.',
	'file.unwritable': 'Check the path, the right to write there, and the free space.',
	'file.exists': 'Choose another name, or move that file away.',
	'archive.damaged': 'Take another copy of the file, or export again where it came from. Nothing of it was imported.',
	'archive.moved': 'Stop every Hakku on this store, export again, then start them.',
	'archive.newer': 'Import it with the Hakku that made it, or a later one.',
	'data.not_empty': 'Import into an empty place: another DATA_DIR, or another database in MONGO_URL.',
	'data.half_imported':
		'Run `npx hakku import` with the same file again; it goes on where it stopped. Or begin anew in an empty place.',
	'key.missing': 'Start with the HAKKU_KEY under which the data was written.',
	'key.wrong': 'Start with the HAKKU_KEY under which the data was written; the data itself is untouched.',
	'user.exists': 'Choose another user name.',
	'user.invalid': 'Use 2 to 40 of these: letters a to z, digits, dot, hyphen, underscore.',
	'user.unknown': 'Check the user name; `npx hakku user list` shows them all.',
	'password.weak': 'Choose a password of at least 10 characters.',
	'whatsapp.unlinked':
		'Run `npx hakku whatsapp pair` again and scan within a minute; docs/whatsapp.md shows each step.',
	'case.unknown': 'Look at the number once more. A person who had themselves deleted has no number any more.',
	'case.forbidden': 'Reload the case: it has moved on.',
} as const;

export type ErrorCode = keyof typeof registry;

/** Every code with its way out, for docs/errors.md and its test. */
export const errorCodes: Readonly<Record<ErrorCode, string>> = registry;

/** A broken world: `message` says what happened, `fix` what to do next, `cause` what lay beneath. */
export class HakkuError extends Error {
	readonly code: ErrorCode;
	readonly fix: string;

	constructor(code: ErrorCode, message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = 'HakkuError';
		this.code = code;
		this.fix = registry[code];
	}
}
