import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Signals } from '../queues/index.ts';

/** One open page that listens. */
export interface LiveStream {
	/** `data` is one event; its `id` comes back as Last-Event-ID when the line was cut. */
	send(event: { event: string; data: string; id?: string }): Promise<void>;
}

export interface Streams {
	/**
	 * Answers with server-sent events: `tell` runs at once, again after each signal on one of `topics` (signals that come close
	 * together count as one), and at every third heartbeat, because a signal may be lost. When it resolves to false or rejects,
	 * the stream ends; the browser then asks again by itself. A page too many for `key` ends its oldest.
	 */
	open(
		c: Context,
		options: { key: string; topics: readonly string[]; tell: (stream: LiveStream) => Promise<boolean> },
	): Response;
	/** How many are open now. */
	count(): number;
	/** Ends all of them; new ones are refused. */
	close(): void;
}

/** `heartbeat` in milliseconds: a comment line that keeps proxies and phones from cutting a silent line. */
export function createStreams(options: {
	signals: Signals;
	heartbeat?: number;
	perKey?: number;
	most?: number;
	failed: (error: unknown) => void;
}): Streams {
	const { signals, heartbeat = 20_000, perKey = 12, most = 5_000, failed } = options;
	const open = new Map<string, Set<() => void>>();
	let total = 0;
	let closed = false;

	return {
		open(c, { key, topics, tell }) {
			if (closed || total >= most) return c.body(null, 503, { 'Retry-After': '10' });
			const response = streamSSE(c, async (sse) => {
				let wake = () => {};
				let news = true;
				let over = false;
				const heard = () => {
					news = true;
					wake();
				};
				const end = () => {
					over = true;
					wake();
				};
				const siblings = open.get(key) ?? new Set();
				open.set(key, siblings.add(end));
				total++;
				if (siblings.size > perKey) siblings.values().next().value?.();
				const listening = topics.map((topic) => signals.subscribe(topic, heard));
				let beats = 0;
				const beat = setInterval(() => {
					void sse.write(': \n\n');
					if (++beats % 3 === 0) heard();
				}, heartbeat);
				beat.unref();
				sse.onAbort(end);
				const live: LiveStream = { send: (event) => sse.writeSSE(event) };
				try {
					await sse.write('retry: 3000\n\n');
					while (!over) {
						if (news) {
							news = false;
							over = !(await tell(live)) || over;
						} else {
							await new Promise<void>((resolve) => {
								wake = resolve;
							});
						}
					}
				} catch (error) {
					failed(error);
				} finally {
					clearInterval(beat);
					for (const stop of listening) stop();
					siblings.delete(end);
					if (siblings.size === 0) open.delete(key);
					total--;
				}
			});
			response.headers.set('Cache-Control', 'no-cache, no-transform');
			response.headers.set('X-Accel-Buffering', 'no');
			return response;
		},
		count: () => total,
		close() {
			closed = true;
			for (const siblings of open.values()) for (const end of [...siblings]) end();
		},
	};
}
