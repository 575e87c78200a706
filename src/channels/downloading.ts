import type { Fetched } from './channel.ts';

/** How long a download may take as a whole, in milliseconds: 10 MB over a slow line. */
const WHOLE = 60_000;

/** What came of a request for a file; `missing`: the server says that it has no such file. */
export type Downloaded = Exclude<Fetched, { result: 'gone' }> | { readonly result: 'missing' };

/**
 * Downloads a file without holding more than `most` bytes, whatever the server says of its size, and without following it anywhere else.
 * The address may hold a secret: nothing of it, and nothing that the platform says of a failure, leaves this function.
 */
export async function download(
	address: string,
	most: number,
	headers: Readonly<Record<string, string>> = {},
): Promise<Downloaded> {
	try {
		const answer = await fetch(address, { headers, redirect: 'error', signal: AbortSignal.timeout(WHOLE) });
		if (!answer.ok || answer.body === null) {
			await answer.body?.cancel();
			return refusal(answer);
		}
		if (Number(answer.headers.get('content-length') ?? 0) > most) {
			await answer.body.cancel();
			return { result: 'too_big' };
		}
		return await collected(answer.body, most);
	} catch {
		return { result: 'later', after: 0 };
	}
}

function refusal({ status, headers }: Response): Downloaded {
	if (status === 429) return { result: 'later', after: Math.max(1, Number(headers.get('retry-after')) || 5) * 1_000 };
	return status === 404 || status === 410 ? { result: 'missing' } : { result: 'later', after: 0 };
}

async function collected(body: ReadableStream<Uint8Array>, most: number): Promise<Downloaded> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of body) {
		length += chunk.length;
		if (length > most) return { result: 'too_big' };
		chunks.push(chunk);
	}
	return { result: 'fetched', bytes: Buffer.concat(chunks) };
}
