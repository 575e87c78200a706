import type { Fetched, FetchFile } from '../channel.ts';
import { download } from '../downloading.ts';
import { type Calls, createCalls, failureOf } from './calls.ts';

/** A path that Telegram gives: folders and a name, and no way out of them. A server with `--local` gives places on its own disk: not those. */
const PATH = /^(?!.*\.\.)\w[\w./-]{0,500}$/;

/**
 * Fetches what a person sent, by its `file_id`. Its address is asked for anew each time, because it is good for an hour only, and holds
 * the token: it is neither kept nor logged. Source: Bot API, getFile and File.
 */
export function telegramFiles({ token, root }: { readonly token: string; readonly root: string | null }): FetchFile {
	const calls = createCalls(token, root);
	return async (source, most) => {
		const place = await placeOf(calls, source, most);
		if (typeof place !== 'string') return place;
		const got = await download(calls.file(place), most);
		/** An address that has run out. The next try asks for a new one. */
		return got.result === 'missing' ? { result: 'later', after: 0 } : got;
	};
}

async function placeOf({ api }: Calls, source: string, most: number): Promise<string | Fetched> {
	try {
		const { file_path: path, file_size: size } = await api.getFile(source);
		if (size !== undefined && size > most) return { result: 'too_big' };
		return path !== undefined && PATH.test(path) ? path : { result: 'gone' };
	} catch (error) {
		const failure = failureOf(error);
		if (failure.kind === 'limited') return { result: 'later', after: failure.after };
		if (failure.kind !== 'refused') return { result: 'later', after: 0 };
		return /too big/i.test(failure.description) ? { result: 'too_big' } : { result: 'later', after: 0 };
	}
}
