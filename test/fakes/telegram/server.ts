import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	BadRequest,
	type Button,
	checkCommands,
	checkEntities,
	checkKeyboard,
	checkText,
	checkToast,
	checkWebhook,
	Forbidden,
	onlyFields,
	refuse,
} from './checks.ts';
import { TelegramFiles } from './files.ts';
import { Forum } from './forum.ts';

/** A message of the bot as it stands on a telephone. */
export interface Shown {
	readonly chat: number;
	readonly message_id: number;
	readonly text: string;
	readonly entities: readonly { type: string; offset: number; length: number }[];
	buttons: readonly (readonly Button[])[];
	readonly file: { readonly name: string; readonly bytes: number } | null;
	/** The topic of a group that it stands in, and the message that it answers. */
	readonly thread: number | undefined;
	readonly answers: number | undefined;
	readonly at: number;
}

type Fields = Record<string, unknown>;

/** What happens to a call instead of, or after, what it asks for. */
export type Mishap =
	| { readonly kind: 'answer'; readonly code: number; readonly description: string; readonly retry_after?: number }
	/** The line is cut before the server does anything, or after it did. */
	| { readonly kind: 'cut'; readonly when: 'before' | 'after' }
	/** A gateway answers with a page that is no JSON; it was done or not. */
	| { readonly kind: 'gateway'; readonly done: boolean };

/** A Bot API server on the loopback, as strict as the real one. */
export class FakeTelegram {
	readonly token = '123456789:AAfakefakefakefakefakefakefakefakefa';
	readonly bot = { id: 123_456_789, is_bot: true, first_name: 'Hakku', username: 'hakku_uji_bot' };
	/** Everything the bot said, oldest first. */
	readonly shown: Shown[] = [];
	readonly toasts: { readonly id: string; readonly text: string }[] = [];
	readonly calls: { readonly method: string; readonly fields: Fields }[] = [];
	/** What people attached to their messages. */
	readonly files = new TelegramFiles();
	/** The workers' group. */
	readonly forum = new Forum(this);
	/** People who never opened a chat with the bot, or blocked it. */
	readonly closed = new Set<number>();
	readonly commands = new Map<string, readonly { command: string; description: string }[]>();
	webhook: { url: string; secret: string | null } = { url: '', secret: null };
	/** False: the token was revoked. */
	known = true;
	/** Highest update that was confirmed by a later offset. */
	confirmed = 0;
	readonly #server: Server;
	readonly #updates: { update_id: number; [kind: string]: unknown }[] = [];
	readonly #mishaps: { readonly fits: (method: string, fields: Fields) => boolean; readonly mishap: Mishap }[] = [];
	readonly #queries = new Set<string>();
	#waiting: (() => void)[] = [];
	#polls = 0;
	#next = 1_000;
	#messages = 0;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async open(): Promise<FakeTelegram> {
		const server = createServer();
		const fake = new FakeTelegram(server);
		server.on('request', (request, response) => void fake.#serve(request, response));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return fake;
	}

	get root(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Long polls that are open now. */
	get polls(): number {
		return this.#polls;
	}

	/** Updates that nobody confirmed. */
	get pending(): readonly number[] {
		return this.#updates.map(({ update_id }) => update_id);
	}

	async close(): Promise<void> {
		this.#wake();
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, 'close');
	}

	/** The next call that fits meets with this. */
	next(method: string, mishap: Mishap, fits: (fields: Fields) => boolean = () => true): void {
		this.#mishaps.push({ fits: (called, fields) => called === method && fits(fields), mishap });
	}

	/** Brings an update to whoever polls; the same `update` twice is delivered twice. */
	bring(update: Fields, id = this.#next++): number {
		this.#updates.push({ update_id: id, ...update });
		this.#wake();
		return id;
	}

	person(id: number, more: Fields = {}): Person {
		return new Person(this, id, more);
	}

	message(chat: number, fields: Fields, more: Fields = {}): Fields {
		return {
			message_id: ++this.#messages,
			date: Math.floor(Date.now() / 1_000),
			chat: { id: chat, type: 'private', first_name: 'Sri' },
			from: { id: chat, is_bot: false, first_name: 'Sri', ...more },
			...fields,
		};
	}

	query(): string {
		const id = String(9_000_000 + this.#queries.size);
		this.#queries.add(id);
		return id;
	}

	#wake(): void {
		for (const wake of this.#waiting.splice(0)) wake();
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const place = /^\/file\/bot([^/]+)\/(.+)$/.exec(request.url ?? '');
		if (place !== null) return this.files.serve(place[1] === this.token && this.known, place[2] ?? '', response);
		const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
		const answer = (code: number, body: Fields) => {
			if (response.destroyed) return;
			response.writeHead(code, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		const failed = (code: number, description: string, parameters?: Fields) =>
			answer(code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
		try {
			const fields = await read(request);
			this.calls.push({ method, fields });
			if (token !== this.token || !this.known) return failed(401, 'Unauthorized');
			const at = this.#mishaps.findIndex(({ fits }) => fits(method, fields));
			const mishap = at === -1 ? null : this.#mishaps.splice(at, 1)[0]?.mishap;
			if (mishap?.kind === 'answer')
				return failed(
					mishap.code,
					mishap.description,
					mishap.retry_after ? { retry_after: mishap.retry_after } : undefined,
				);
			if (mishap?.kind === 'cut' && mishap.when === 'before') return void request.socket.destroy();
			if (mishap?.kind === 'gateway' && !mishap.done) return void response.writeHead(502).end('<html>');
			const result = await this.#do(method, fields, request);
			if (mishap?.kind === 'cut') return void request.socket.destroy();
			if (mishap?.kind === 'gateway') return void response.writeHead(502).end('<html>');
			answer(200, { ok: true, result } as Fields);
		} catch (error) {
			if (error instanceof Conflict) failed(409, error.message);
			else if (error instanceof BadRequest) failed(400, error.message);
			else if (error instanceof Forbidden) failed(403, `Forbidden: ${error.message}`);
			else failed(500, 'Internal Server Error');
		}
	}

	async #do(method: string, fields: Fields, request: IncomingMessage): Promise<unknown> {
		switch (method) {
			case 'getMe':
				return this.bot;
			case 'getUpdates':
				return await this.#getUpdates(fields, request);
			case 'deleteWebhook':
				this.webhook = { url: '', secret: null };
				return true;
			case 'setWebhook':
				onlyFields(fields, ['url', 'secret_token', 'allowed_updates', 'max_connections']);
				this.webhook = checkWebhook(fields);
				return true;
			case 'setMyCommands':
				onlyFields(fields, ['commands', 'language_code', 'scope']);
				this.commands.set(
					fields.scope === undefined ? String(fields.language_code ?? '') : 'scoped',
					checkCommands(fields.commands),
				);
				return true;
			case 'sendChatAction':
				onlyFields(fields, ['chat_id', 'action']);
				if (fields.action !== 'typing') refuse('wrong parameter action in request');
				return true;
			case 'sendMessage': {
				onlyFields(fields, [
					...['chat_id', 'text', 'entities', 'reply_markup', 'link_preview_options'],
					...['message_thread_id', 'reply_parameters'],
				]);
				const text = checkText(fields, 'text', 4_096);
				return this.#show(fields, text, checkEntities(text, fields.entities), null);
			}
			case 'sendDocument': {
				onlyFields(fields, ['chat_id', 'document', 'caption', 'caption_entities', 'reply_markup']);
				const text = fields.caption === undefined ? '' : checkText(fields, 'caption', 1_024);
				const file = fields.document as { name: string; bytes: number };
				if (!(file.bytes > 0)) refuse('file must be non-empty');
				return this.#show(fields, text, checkEntities(text, fields.caption_entities), file);
			}
			case 'answerCallbackQuery': {
				onlyFields(fields, ['callback_query_id', 'text', 'show_alert']);
				const id = String(fields.callback_query_id);
				if (!this.#queries.delete(id)) refuse('query is too old and response timeout expired or query ID is invalid');
				this.toasts.push({ id, text: checkToast(fields) });
				return true;
			}
			case 'editMessageReplyMarkup': {
				onlyFields(fields, ['chat_id', 'message_id', 'reply_markup']);
				const found = this.shown.find(
					({ chat, message_id }) => chat === Number(fields.chat_id) && message_id === fields.message_id,
				);
				if (found === undefined) refuse('message to edit not found');
				const buttons = checkKeyboard(fields.reply_markup);
				if (JSON.stringify(buttons) === JSON.stringify(found.buttons)) refuse('message is not modified');
				found.buttons = buttons;
				return true;
			}
			case 'getFile': {
				onlyFields(fields, ['file_id']);
				return this.files.open(String(fields.file_id));
			}
			default:
				return this.forum.do(method, fields, () => ++this.#messages) ?? refuse(`unknown method ${method}`);
		}
	}

	#show(fields: Fields, text: string, entities: Shown['entities'], file: Shown['file']): unknown {
		const chat = Number(fields.chat_id);
		if (!Number.isSafeInteger(chat) || chat === 0) refuse('chat not found');
		if (this.closed.has(chat)) throw new Forbidden("bot can't initiate conversation with a user");
		const thread = this.forum.threadOf(chat, fields.message_thread_id);
		const answers = (fields.reply_parameters as { message_id?: number } | undefined)?.message_id;
		const buttons = checkKeyboard(fields.reply_markup);
		const message_id = ++this.#messages;
		this.shown.push({ chat, message_id, text, entities, buttons, file, thread, answers, at: Date.now() });
		return { message_id, date: 0, chat: { id: chat, type: 'private', first_name: 'Sri' }, text };
	}

	/** "An update is considered confirmed as soon as getUpdates is called with an offset higher than its update_id." */
	async #getUpdates(fields: Fields, request: IncomingMessage): Promise<unknown> {
		onlyFields(fields, ['offset', 'limit', 'timeout', 'allowed_updates']);
		const { offset = 0, limit = 100, timeout = 0 } = fields as { offset?: number; limit?: number; timeout?: number };
		if (!Number.isInteger(offset) || limit < 1 || limit > 100 || timeout < 0) refuse('wrong parameters');
		if (this.webhook.url !== '') throw new Conflict("Conflict: can't use getUpdates method while webhook is active");
		if (this.#polls > 0 && timeout > 0)
			throw new Conflict(
				'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
			);
		if (offset > 0) {
			this.confirmed = Math.max(this.confirmed, offset - 1);
			for (let at = this.#updates.length - 1; at >= 0; at--)
				if ((this.#updates[at]?.update_id ?? 0) < offset) this.#updates.splice(at, 1);
		}
		if (this.#updates.length === 0 && timeout > 0) {
			this.#polls++;
			await new Promise<void>((resolve) => {
				const { socket } = request;
				const done = () => {
					socket.off('close', done);
					resolve();
				};
				this.#waiting.push(done);
				socket.once('close', done);
			});
			this.#polls--;
		}
		return this.#updates.toSorted((a, b) => a.update_id - b.update_id).slice(0, limit);
	}
}

class Conflict extends Error {}

/** Somebody with Telegram on their telephone. */
export class Person {
	readonly fake: FakeTelegram;
	readonly id: number;
	readonly #more: Fields;

	constructor(fake: FakeTelegram, id: number, more: Fields) {
		this.fake = fake;
		this.id = id;
		this.#more = more;
	}

	/** What stands in the chat from the bot. */
	get screen(): readonly Shown[] {
		return this.fake.shown.filter(({ chat }) => chat === this.id);
	}

	get texts(): readonly string[] {
		return this.screen.map(({ text }) => text);
	}

	/** Sends a message; returns it, so that it may be edited or delivered again. */
	send(fields: Fields): Fields {
		const message = this.fake.message(this.id, fields, this.#more);
		this.fake.bring({ message });
		return message;
	}

	write(text: string): Fields {
		return this.send({ text });
	}

	edit(message: Fields, text: string): void {
		this.fake.bring({ edited_message: { ...message, text, edit_date: Math.floor(Date.now() / 1_000) } });
	}

	/** Taps the button with this label (or that begins so) under the newest message that has it. */
	tap(label: string, under?: Shown): void {
		const shown =
			under ?? this.screen.findLast(({ buttons }) => buttons.flat().some(({ text }) => text.startsWith(label)));
		const button = shown?.buttons.flat().find(({ text }) => text.startsWith(label));
		if (shown === undefined || button === undefined) throw new Error(`there is no button ${label}`);
		this.press(shown.message_id, button.callback_data);
	}

	/** Presses a button with these data, whether or not it is there any more. */
	press(message_id: number, data: string): void {
		const message = { message_id, date: 0, chat: { id: this.id, type: 'private', first_name: 'Sri' } };
		const from = { id: this.id, is_bot: false, first_name: 'Sri' };
		this.fake.bring({ callback_query: { id: this.fake.query(), from, message, chat_instance: '1', data } });
	}
}

async function read(request: IncomingMessage): Promise<Fields> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const type = request.headers['content-type'] ?? '';
	if (body.length === 0) return {};
	if (type.startsWith('application/json')) return JSON.parse(body.toString()) as Fields;
	const form = await new Response(body, { headers: { 'content-type': type } }).formData();
	const fields: Fields = {};
	const files = new Map<string, { name: string; bytes: number }>();
	for (const [name, value] of form) {
		if (typeof value === 'string') fields[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
		else files.set(name, { name: value.name, bytes: value.size });
	}
	for (const [name, value] of Object.entries(fields))
		if (typeof value === 'string' && value.startsWith('attach://')) {
			const attached = value.slice('attach://'.length);
			fields[name] = files.get(attached);
			files.delete(attached);
		}
	return fields;
}
