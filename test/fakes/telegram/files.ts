import type { ServerResponse } from 'node:http';
import { refuse } from './checks.ts';

/** How a download goes wrong. */
export type Trouble =
	/** The line is cut after so many bytes. */
	| { readonly kind: 'cut'; readonly after: number }
	| { readonly kind: 'status'; readonly code: number }
	/** More bytes than anybody asked for, and nothing that says how many. */
	| { readonly kind: 'flood'; readonly bytes: number }
	/** Somewhere else. */
	| { readonly kind: 'redirect'; readonly to: string };

/** getFile: "bots can download files of up to 20MB in size"; an address is good for at least an hour. */
const LARGEST = 20 * 1024 * 1024;

interface Held {
	readonly bytes: Uint8Array;
	readonly name: string;
}

/** The files of the fake Bot API server: a `file_id` leads to a path, a path to the bytes until it runs out. */
export class TelegramFiles {
	readonly #held = new Map<string, Held>();
	readonly #places = new Map<string, string>();
	/** What happens to the next downloads, in order. */
	readonly troubles: Trouble[] = [];
	/** What the next calls of getFile give as the path, instead of the real one. */
	readonly lies: string[] = [];
	/** Downloads so far. */
	downloads = 0;

	/** Puts a file there; gives what stands in a message about it. `claimed`: the size that the message tells. */
	hold(bytes: Uint8Array, name = 'file', claimed = bytes.length) {
		const file_id = `AgACAgUAAxkBAAI${this.#held.size}`;
		this.#held.set(file_id, { bytes, name });
		return { file_id, file_unique_id: `u${this.#held.size}`, file_size: claimed };
	}

	/** An hour has passed: no path that was given out works any more. */
	expire(): void {
		this.#places.clear();
	}

	/** getFile. */
	open(file_id: string) {
		const held = this.#held.get(file_id);
		if (held === undefined) refuse('wrong file_id or the file is temporarily unavailable');
		if (held.bytes.length > LARGEST) refuse('file is too big');
		const file_path = this.lies.shift() ?? `photos/file_${this.#places.size}.${held.name.split('.').at(-1)}`;
		this.#places.set(file_path, file_id);
		return { file_id, file_unique_id: file_id, file_size: held.bytes.length, file_path };
	}

	/** GET /file/bot<token>/<path>. */
	serve(known: boolean, path: string, response: ServerResponse): void {
		this.downloads++;
		const held = this.#held.get(this.#places.get(path) ?? '');
		const trouble = this.troubles.shift();
		if (trouble?.kind === 'status') return void response.writeHead(trouble.code).end('{"ok":false}');
		if (trouble?.kind === 'redirect') return void response.writeHead(302, { location: trouble.to }).end();
		if (!known) return void response.writeHead(401).end('{"ok":false}');
		if (held === undefined) return void response.writeHead(404).end('{"ok":false}');
		response.setHeader('content-type', 'application/octet-stream');
		if (trouble?.kind === 'flood') {
			for (let sent = 0; sent < trouble.bytes && !response.destroyed; sent += 65_536)
				response.write(Buffer.alloc(65_536));
			return void response.end();
		}
		response.setHeader('content-length', held.bytes.length);
		if (trouble?.kind !== 'cut') return void response.end(held.bytes);
		response.write(held.bytes.subarray(0, trouble.after), () => response.destroy());
	}
}
