import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HakkuError } from '../errors.ts';

/** Longest line, in bytes: more than any database takes as one document, and little enough to hold in memory. */
const longest = 48 * 1024 * 1024;

/**
 * What is read of a file, as lines of text. Only `\n` ends a line: JSON may hold U+2028 as it is.
 *
 * @param read - told how many bytes of the file have been read so far.
 */
export async function* linesOf(file: string, read: (bytes: number) => void): AsyncIterable<string> {
	const source = createReadStream(file);
	const failed: { with?: unknown } = {};
	const bytes = pipeline(source, createGunzip(), (error) => {
		if (error) failed.with = error;
	});
	const reader = new TextDecoder('utf-8', { fatal: true });
	let rest: Buffer[] = [];
	let waiting = 0;
	try {
		for await (const part of bytes as AsyncIterable<Buffer>) {
			read(source.bytesRead);
			let from = 0;
			for (let end = part.indexOf(10); end !== -1; end = part.indexOf(10, from)) {
				rest.push(part.subarray(from, end));
				yield reader.decode(Buffer.concat(rest));
				rest = [];
				waiting = 0;
				from = end + 1;
			}
			rest.push(part.subarray(from));
			waiting += part.length - from;
			if (waiting > longest) throw damaged(file, 'it holds a line that no document is as long as');
		}
	} catch (error) {
		throw explained(file, failed.with ?? error);
	} finally {
		source.destroy();
	}
	if (waiting > 0) throw damaged(file, 'it is cut off in the middle of a line');
}

export function damaged(file: string, how: string): HakkuError {
	return new HakkuError('archive.damaged', `${file} can’t be imported: ${how}.`);
}

function explained(file: string, error: unknown): unknown {
	if (error instanceof HakkuError) return error;
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'Z_BUF_ERROR') return damaged(file, 'it is cut off');
	if (code === 'Z_DATA_ERROR') return damaged(file, 'it is no archive of Hakku, or its bytes have changed');
	if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return damaged(file, 'its text is not UTF-8');
	if (error instanceof Error && 'syscall' in error)
		return new HakkuError('file.unreadable', `${file} can’t be read (${code}).`, error);
	return error;
}
