import type { BinaryNode, ConnectionState, SignalKeyStore, WASocket } from '@whiskeysockets/baileys';
import { cut, openSocket, type SocketParts } from './socket.ts';

/** How long a connection may say nothing before it is taken for dead, in milliseconds. */
export interface Watch {
	/** From the first step until it is open. */
	readonly opening: number;
	/** Once open. Both sides speak at least every `alive`. */
	readonly silence: number;
	readonly alive: number;
	/** How often somebody looks. */
	readonly every: number;
	/** One that lasted so long was good: the next failure is the first one again. */
	readonly calm: number;
}

export const usualWatch: Watch = { opening: 60_000, silence: 95_000, alive: 30_000, every: 10_000, calm: 60_000 };

export interface ConnectionParts extends Omit<SocketParts, 'alive' | 'during'> {
	readonly watch: Watch;
	/** Milliseconds on a clock that never jumps. */
	readonly steady: () => number;
	/** There is something to scan, or another thing than before. */
	shown(offer: Offer, socket: WASocket): Promise<void>;
	/** A telephone took it: nothing is to be shown any more. */
	linked(): Promise<void>;
	/** Before a telephone took it, WhatsApp said no to what we asked. */
	refused(): Promise<void>;
	opened(socket: WASocket): Promise<void>;
	credsChanged(): Promise<void>;
	/** Whether the number may only answer people who write; `until`: epoch milliseconds, where WhatsApp says so. */
	restricted(active: boolean, until: number | null): Promise<void>;
	/** Something of the above failed. */
	failed(error: unknown): void;
}

/** A picture for a telephone to scan. */
export interface Offer {
	readonly picture: string;
	/** Milliseconds until the next picture takes its place. */
	readonly good: number;
	/** Milliseconds until the last one is over, and the connection with it. */
	readonly all: number;
}

/** How long the library shows the first picture, and each of those that follow, in milliseconds (`qrTimeout` in its socket). */
const FIRST_PICTURE = 60_000;
const NEXT_PICTURE = 20_000;

export interface Connection {
	readonly socket: WASocket;
	/** The code with which it ended; resolves only when it is gone for good, and nothing of it changes a key any more. */
	readonly ended: Promise<number>;
	/** Something that uses keys of this connection: it is waited for at the end. */
	during<T>(work: Promise<T>): Promise<T>;
	/** Ends it. */
	end(): void;
}

/** The code of an ending that we ourselves chose, for want of one. */
const OURS = 428;

/** How long the other side may take over saying goodbye. */
const GOODBYE = 1_000;

/** How long work that is under way at the end may take. */
const SETTLING = 5_000;

/** One connection, from the first byte to the last: nothing of it is left when `ended` resolves. */
export function connect(parts: ConnectionParts): Connection {
	const { watch, steady } = parts;
	const busy = new Set<Promise<unknown>>();
	let over = false;

	function during<T>(work: Promise<T>): Promise<T> {
		const done: Promise<unknown> = work.then(
			() => busy.delete(done),
			() => busy.delete(done),
		);
		busy.add(done);
		return work;
	}

	/** What wakes up late on a connection that is over holds old keys: it must not write them over those of the next one. */
	const keys: SignalKeyStore = {
		get: (type, ids) => parts.keys.get(type, ids),
		async set(data) {
			if (over) throw new Error('the connection is over');
			await parts.keys.set(data);
		},
	};
	const socket = openSocket({ ...parts, keys, during, alive: watch.alive });
	const begun = steady();
	let heard = begun;
	let open = false;
	let code: number | null = null;
	let finish: (code: number) => void = () => undefined;
	const closed = new Promise<number>((resolve) => {
		finish = resolve;
	});

	const guarded = (work: Promise<void>) => {
		work.catch((error: unknown) => {
			parts.failed(error);
			end();
		});
	};

	function end(): void {
		code ??= OURS;
		const goodbye = setTimeout(() => cut(socket), GOODBYE);
		void Promise.resolve(socket.end(undefined))
			.catch(() => cut(socket))
			.finally(() => clearTimeout(goodbye));
	}

	/** Pictures that WhatsApp gave out for this connection and that were not shown yet. */
	let pictures = 0;

	function offered(picture: string): void {
		pictures = Math.max(0, pictures - 1);
		const good = first ? FIRST_PICTURE : NEXT_PICTURE;
		first = false;
		guarded(parts.shown({ picture, good, all: good + pictures * NEXT_PICTURE }, socket));
	}
	let first = true;

	function updated(update: Partial<ConnectionState>): void {
		const { connection, lastDisconnect, qr, reachoutTimeLock, isNewLogin } = update;
		if (qr !== undefined) offered(qr);
		if (isNewLogin) guarded(parts.linked());
		if (reachoutTimeLock !== undefined) {
			const { isActive, timeEnforcementEnds } = reachoutTimeLock;
			guarded(parts.restricted(isActive === true, timeEnforcementEnds?.getTime() ?? null));
		}
		if (connection === 'open') {
			open = true;
			guarded(parts.opened(socket));
		}
		if (connection === 'close') {
			code ??= codeOf(lastDisconnect?.error);
			finish(code);
		}
	}

	socket.ws.prependListener('CB:iq,type:set,pair-device', ({ content }: BinaryNode) => {
		const [device] = Array.isArray(content) ? content : [];
		pictures = Array.isArray(device?.content) ? device.content.filter(({ tag }) => tag === 'ref').length : 0;
	});
	socket.ws.on('CB:iq,type:error', () => {
		if (!open && parts.creds.account === undefined) guarded(parts.refused());
	});
	socket.ws.on('frame', () => {
		heard = steady();
	});
	socket.ev.on('connection.update', updated);
	socket.ev.on('creds.update', () => guarded(parts.credsChanged()));
	const guard = setInterval(() => {
		const quiet = steady() - heard;
		if (open ? quiet > watch.silence : quiet > watch.opening) end();
	}, watch.every);
	guard.unref();

	async function finished(last: number): Promise<number> {
		clearInterval(guard);
		cut(socket);
		/** The library tells nobody who waits for an answer that none will come; an error of the line, they do hear. */
		socket.ws.emit('error', new Error('the connection ended'));
		await settled(busy);
		over = true;
		socket.ws.removeAllListeners();
		/** What comes late of a connection that is gone is nobody's business, but an unheard `error` would end the process. */
		socket.ws.on('error', () => undefined);
		return last;
	}

	return { socket, ended: closed.then(finished), end, during };
}

/** Waits for work that is under way, though not for ever. */
async function settled(busy: ReadonlySet<Promise<unknown>>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const enough = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, SETTLING);
	});
	await Promise.race([Promise.all(busy), enough]);
	clearTimeout(timer);
}

/** The library's errors carry a code as an HTTP answer would. */
function codeOf(error: unknown): number {
	const found = error as { readonly output?: { readonly statusCode?: unknown } } | undefined;
	const code = found?.output?.statusCode;
	return typeof code === 'number' ? code : OURS;
}
