/** What Telegram refuses with 400. Each check names where its limit is documented (core.telegram.org/bots/api). */
export class BadRequest extends Error {}

/** What it refuses with 403. */
export class Forbidden extends Error {}

type Fields = Readonly<Record<string, unknown>>;

export function refuse(description: string): never {
	throw new BadRequest(`Bad Request: ${description}`);
}

function string(fields: Fields, name: string): string {
	const value = fields[name];
	if (typeof value !== 'string') refuse(`${name} must be a string`);
	return value;
}

/** Fields that a method documents; any other is an error of ours, which the real server would silently ignore. */
export function onlyFields(fields: Fields, allowed: readonly string[]): void {
	for (const name of Object.keys(fields)) if (!allowed.includes(name)) refuse(`unknown field ${name}`);
}

/** sendMessage: "text: 1-4096 characters after entities parsing"; the server counts UTF-16 units. */
export function checkText(fields: Fields, name: 'text' | 'caption', most: number): string {
	const text = string(fields, name);
	if (name === 'text' && text.trim() === '') refuse('message text is empty');
	if (text.length > most) refuse(name === 'text' ? 'message is too long' : 'message caption is too long');
	if (/\p{Surrogate}/u.test(text)) refuse('strings must be encoded in UTF-8');
	return text;
}

/** MessageEntity: "offset and length in UTF-16 code units". An end inside a surrogate pair is refused. */
export function checkEntities(
	text: string,
	entities: unknown,
): readonly { type: string; offset: number; length: number }[] {
	if (entities === undefined) return [];
	if (!Array.isArray(entities)) refuse("can't parse entities");
	if (entities.length > 100) refuse('too many entities');
	const inside = (at: number) => /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1));
	for (const { type, offset, length } of entities) {
		if (!['bold', 'italic', 'code', 'pre', 'text_link'].includes(type)) refuse(`unknown entity ${type}`);
		if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length < 1)
			refuse('entity of no length');
		if (offset + length > text.length) refuse('entity ends behind the text');
		if (inside(offset) || inside(offset + length)) refuse('entity cuts a character');
	}
	return entities;
}

export interface Button {
	readonly text: string;
	readonly callback_data: string;
	readonly url?: string;
}

/**
 * InlineKeyboardButton: "callback_data: 1-64 bytes", or a url, exactly one of them; at most 100 buttons, at most 8 in a row. A url that only
 * one machine knows is refused.
 */
export function checkKeyboard(markup: unknown): readonly (readonly Button[])[] {
	if (markup === undefined) return [];
	const rows = (markup as { inline_keyboard?: unknown }).inline_keyboard;
	if (!Array.isArray(rows)) refuse('inline keyboard expected');
	if (rows.flat().length > 100) refuse('reply markup is too long');
	for (const row of rows as Button[][]) {
		if (!Array.isArray(row) || row.length === 0 || row.length > 8) refuse('a row has 1 to 8 buttons');
		for (const { text, callback_data: data, url } of row) {
			if (typeof text !== 'string' || text.trim() === '') refuse('text buttons are not allowed to be empty');
			if (url !== undefined) {
				if (data !== undefined || !/^(https?|tg):\/\/(?!localhost|127\.)[^/]+\.\w/.test(url))
					refuse('BUTTON_URL_INVALID');
				continue;
			}
			const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
			if (bytes < 1 || bytes > 64) refuse('BUTTON_DATA_INVALID');
		}
	}
	return rows;
}

/** BotCommand: "1-32 characters, lowercase English letters, digits and underscores"; description 1-256; at most 100. */
export function checkCommands(commands: unknown): readonly { command: string; description: string }[] {
	if (!Array.isArray(commands) || commands.length > 100) refuse('BOT_COMMANDS_INVALID');
	for (const { command, description } of commands) {
		if (!/^[a-z0-9_]{1,32}$/.test(command)) refuse('BOT_COMMAND_INVALID');
		if (typeof description !== 'string' || description.length < 1 || description.length > 256)
			refuse('BOT_COMMAND_DESCRIPTION_INVALID');
	}
	return commands;
}

/** answerCallbackQuery: "text: 0-200 characters". */
export function checkToast(fields: Fields): string {
	const text = fields.text === undefined ? '' : string(fields, 'text');
	if (text.length > 200) refuse('MESSAGE_TOO_LONG');
	return text;
}

/** setWebhook: "secret_token: 1-256 characters, only A-Z, a-z, 0-9, _ and -"; the address is https. */
export function checkWebhook(fields: Fields): { url: string; secret: string | null } {
	const url = string(fields, 'url');
	if (url !== '' && !url.startsWith('https://')) refuse('bad webhook: An HTTPS URL must be provided for webhook');
	const secret = fields.secret_token === undefined ? null : string(fields, 'secret_token');
	if (secret !== null && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) refuse('secret token contains unallowed characters');
	return { url, secret };
}
