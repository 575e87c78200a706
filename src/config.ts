import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HakkuError } from './errors.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const timeZone = z.string().refine((zone) => {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}, 'is not a time zone; write it like Asia/Jakarta');

const port = z.coerce
	.number('is not a number')
	.int('is not a whole number')
	.min(0, 'is below 0')
	.max(65535, 'is above 65535');

/** Every setting: its default and what it is for. docs/settings.md shows this table; a test keeps both equal. */
export const settings = {
	PORT: { schema: port, default: '8080', about: 'Port of the web pages. 0 takes any free one.' },
	HOST: {
		schema: z.string().min(1),
		default: '127.0.0.1',
		about: 'Address to listen on. `0.0.0.0` lets other machines in.',
	},
	PUBLIC_URL: {
		schema: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).optional(),
		default: '',
		about:
			'Address under which people reach the pages, e.g. `https://hakku.example`. With https, cookies are sent over https only.',
	},
	PROXIES: {
		schema: z.coerce.number('is not a number').int('is not a whole number').min(0, 'is below 0').max(10, 'is above 10'),
		default: '0',
		about: 'How many proxies of yours stand in front and add `X-Forwarded-For`.',
	},
	DATA_DIR: {
		schema: z.string().min(1),
		default: './data',
		about: 'Folder for state and queues, as far as they are not on servers.',
	},
	MONGO_URL: {
		schema: z
			.string()
			.regex(/^mongodb(\+srv)?:\/\/[^\s/]/, 'is not an address like mongodb://host:27017/hakku')
			.optional(),
		default: '',
		about: 'MongoDB server that keeps the state, e.g. `mongodb://user:password@host:27017/hakku?replicaSet=rs0`.',
	},
	REDIS_URL: {
		schema: z
			.string()
			.regex(/^rediss?:\/\/[^\s/]/, 'is not an address like redis://host:6379')
			.optional(),
		default: '',
		about:
			'Redis server that keeps the queues, e.g. `redis://:password@host:6379`; it asks for `MONGO_URL` too. Needed for several processes.',
	},
	HAKKU_KEY: {
		schema: z
			.string()
			.regex(/^[A-Za-z0-9+/]{43}=$/, 'is not 32 bytes in base64; make one with `openssl rand -base64 32`')
			.optional(),
		default: '',
		about:
			'Seals what would let somebody in or speak for others: channel keys, files of citizens, second factors. Make it with `openssl rand -base64 32` and keep a copy apart from the data.',
	},
	WHATSAPP_NUMBERS: {
		schema: z
			.string()
			.regex(
				/^[a-z0-9-]{1,20}(?:,[a-z0-9-]{1,20}){0,9}$/,
				'is not a list of names like utama,cadangan: small letters, digits and hyphens, separated by commas',
			)
			.optional(),
		default: '',
		about:
			'Names that you give to your WhatsApp numbers, e.g. `utama` or `utama,cadangan`; it asks for `HAKKU_KEY` too. Each is paired with `npx hakku whatsapp pair`. Empty: no WhatsApp.',
	},
	WHATSAPP_VERSION: {
		schema: z
			.string()
			.regex(/^\d{1,3}\.\d{1,6}\.\d{1,12}$/, 'is not a version like 2.3000.1043857760')
			.optional(),
		default: '',
		about:
			'As which version of WhatsApp’s own web page Hakku connects. Set it only when WhatsApp refuses the usual one.',
	},
	TELEGRAM_BOT_TOKEN: {
		schema: z
			.string()
			.regex(/^\d{5,16}:[A-Za-z0-9_-]{30,64}$/, 'is not a token as BotFather gives it, like 123456789:AA…')
			.optional(),
		default: '',
		about: 'Token of your Telegram bot, from @BotFather. Whoever has it speaks for you. Empty: no Telegram.',
	},
	TELEGRAM_WEBHOOK_URL: {
		schema: z.url({ protocol: /^https$/, error: 'is not an https address' }).optional(),
		default: '',
		about:
			'Address under which Telegram reaches this Hakku, e.g. `https://hakku.example/telegram`; it asks for `TELEGRAM_WEBHOOK_SECRET` too. Empty: Hakku asks Telegram for news, and needs no address.',
	},
	TELEGRAM_WEBHOOK_SECRET: {
		schema: z
			.string()
			.regex(/^[A-Za-z0-9_-]{24,256}$/, 'is not a secret: 24 to 256 letters, digits, _ and -')
			.optional(),
		default: '',
		about: 'By which Hakku knows that Telegram is calling. Make it with `openssl rand -hex 32`.',
	},
	TELEGRAM_API_ROOT: {
		schema: z
			.url({ error: 'is not an address' })
			.regex(
				/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]?)[^\s]*$/,
				'must be https, or on this machine: the token goes there',
			)
			.optional(),
		default: '',
		about: 'Address of a Bot API server of your own. Empty: Telegram’s.',
	},
	TELEGRAM_STAFF_GROUP: {
		schema: z
			.string()
			.regex(/^-100\d{5,13}$/, 'is not the id of a supergroup, like -1001234567890')
			.optional(),
		default: '',
		about:
			'Id of a Telegram supergroup with topics, for workers only: each case becomes a topic there; it asks for `TELEGRAM_BOT_TOKEN` too. Empty: workers use the desk alone.',
	},
	ALERT_URL: {
		schema: z.url({ protocol: /^https?$/, error: 'is not an http or https address' }).optional(),
		default: '',
		about:
			'Where Hakku posts that somebody must be called: danger, and promises that were not kept. JSON with `text`, for a webhook of your chat or pager. Empty: only the desk shows it.',
	},
	SMTP_URL: {
		schema: z
			.string()
			.regex(
				/^smtps?:\/\/(?:[^\s/@:?#]+:[^\s/@:?#]+@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?\/?$/,
				'is not an address like smtps://user:password@mail.example:465, with nothing behind the port; write @ : / in the password as %40 %3A %2F',
			)
			.optional(),
		default: '',
		about:
			'Mail server for alerts to workers, e.g. `smtps://user:password@mail.example:465`, or `smtp://…:587` with STARTTLS; it asks for `MAIL_FROM` too. Its certificate is checked. Empty: no e-mail.',
	},
	MAIL_FROM: {
		schema: z
			.string()
			.regex(
				/^(?:[^\p{Cc}<>"@]{1,80} <[^\s<>"@,;:]{1,64}@[A-Za-z0-9.-]{1,190}>|[^\s<>"@,;:]{1,64}@[A-Za-z0-9.-]{1,190})$/u,
				'is not a sender like Hakku <hakku@office.example>',
			)
			.optional(),
		default: '',
		about: 'Sender of alerts by e-mail, e.g. `Hakku <hakku@office.example>`.',
	},
	CONTENT_DIR: {
		schema: z.string().min(1),
		default: '',
		about: 'Folder that holds `flows/` and `knowledge/`. Empty: those that come with Hakku.',
	},
	TIME_ZONE: { schema: timeZone, default: 'Asia/Jakarta', about: 'Time zone of citizens and workers.' },
	METRICS_TOKEN: {
		schema: z
			.string()
			.regex(/^[\x21-\x7e]{16,200}$/, 'is not a token: 16 to 200 letters, digits and signs without spaces')
			.optional(),
		default: '',
		about:
			'Who may read `/metrics`: whoever sends this as a bearer token, at least 16 characters. Empty: only programs on this machine.',
	},
	LOG_LEVEL: {
		schema: z.enum(
			['trace', 'debug', 'info', 'warn', 'error', 'silent'],
			'is none of trace, debug, info, warn, error, silent',
		),
		default: 'info',
		about: 'How much is logged. People’s words and secrets never are.',
	},
	LOG_FORMAT: {
		schema: z.enum(['auto', 'json', 'pretty'], 'is none of auto, json, pretty'),
		default: 'auto',
		about: '`json` for machines, `pretty` for people; `auto` is pretty in a terminal.',
	},
} as const;

export interface Config {
	readonly port: number;
	readonly host: string;
	readonly publicUrl: string | null;
	readonly proxies: number;
	readonly dataDir: string;
	/** Holds a password: never shown. Null: the embedded store. */
	readonly mongoUrl: string | null;
	/** Holds a password: never shown. Null: the embedded queues. Never set without `mongoUrl`. */
	readonly redisUrl: string | null;
	/** 32 bytes: never shown. Null: what is kept is not sealed. */
	readonly key: Uint8Array | null;
	/** Names of our WhatsApp numbers; none: no WhatsApp. Never any without `key`. */
	readonly whatsappNumbers: readonly string[];
	readonly whatsappVersion: readonly [number, number, number] | null;
	/** Null: no Telegram. The token is never shown. */
	readonly telegram: {
		readonly token: string;
		/** Null: long polling. The secret is never shown. */
		readonly webhook: { readonly url: string; readonly secret: string } | null;
		/** Null: Telegram's own server. */
		readonly root: string | null;
		/** Where each case is a topic for the workers; null: nowhere. */
		readonly staffGroup: string | null;
	} | null;
	readonly contentDir: string;
	readonly timeZone: string;
	/** Where calls for somebody are posted. */
	readonly alertUrl: string | null;
	/** Null: no e-mail. The password is never shown. */
	readonly mail: {
		readonly host: string;
		readonly port: number;
		readonly secure: boolean;
		readonly login: { readonly user: string; readonly password: string } | null;
		readonly from: { readonly name: string; readonly address: string };
	} | null;
	readonly metricsToken: string | null;
	readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
	readonly logFormat: 'json' | 'pretty';
}

type Name = keyof typeof settings;

/** The environment as one typed object. Throws `config.invalid` naming the variable; a secret's value is never repeated. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, terminal: boolean): Config {
	const read = <N extends Name>(name: N): z.output<(typeof settings)[N]['schema']> => {
		const given = environment[name]?.trim();
		const text = given === undefined || given === '' ? settings[name].default : given;
		const parsed = settings[name].schema.safeParse(text === '' && name !== 'CONTENT_DIR' ? undefined : text || root);
		if (parsed.success) return parsed.data as z.output<(typeof settings)[N]['schema']>;
		throw new HakkuError('config.invalid', `${name} ${parsed.error.issues[0]?.message ?? 'is not usable'}.`);
	};
	const format = read('LOG_FORMAT');
	const key = read('HAKKU_KEY');
	const [mongoUrl, redisUrl] = [read('MONGO_URL') ?? null, read('REDIS_URL') ?? null];
	if (redisUrl !== null && mongoUrl === null)
		throw new HakkuError(
			'config.invalid',
			'REDIS_URL is set without MONGO_URL: queues for several processes need a store for several processes. Set both, or neither.',
		);
	const numbers = read('WHATSAPP_NUMBERS');
	if (numbers !== undefined && key === undefined)
		throw new HakkuError(
			'config.invalid',
			'WHATSAPP_NUMBERS is set without HAKKU_KEY: whoever has the keys of a number can speak for it, so they are only kept sealed. Set both.',
		);
	const [first = 0, second = 0, third = 0] = (read('WHATSAPP_VERSION') ?? '').split('.').map(Number);
	return {
		port: read('PORT'),
		host: read('HOST'),
		publicUrl: read('PUBLIC_URL') ?? null,
		proxies: read('PROXIES'),
		dataDir: folder(read('DATA_DIR')),
		mongoUrl,
		redisUrl,
		key: key === undefined ? null : Buffer.from(key, 'base64'),
		whatsappNumbers: numbers === undefined ? [] : [...new Set(numbers.split(','))],
		whatsappVersion: first === 0 ? null : [first, second, third],
		telegram: telegramIn(
			...([read('TELEGRAM_BOT_TOKEN'), read('TELEGRAM_WEBHOOK_URL'), read('TELEGRAM_WEBHOOK_SECRET')] as const),
			...([read('TELEGRAM_API_ROOT'), read('TELEGRAM_STAFF_GROUP')] as const),
		),
		contentDir: folder(read('CONTENT_DIR')),
		timeZone: read('TIME_ZONE'),
		alertUrl: read('ALERT_URL') ?? null,
		mail: mailIn(read('SMTP_URL'), read('MAIL_FROM')),
		metricsToken: read('METRICS_TOKEN') ?? null,
		logLevel: read('LOG_LEVEL'),
		logFormat: format === 'auto' ? (terminal ? 'pretty' : 'json') : format,
	};
}

function telegramIn(
	token?: string,
	url?: string,
	secret?: string,
	root?: string,
	staffGroup?: string,
): Config['telegram'] {
	if (staffGroup !== undefined && token === undefined)
		throw new HakkuError(
			'config.invalid',
			'TELEGRAM_STAFF_GROUP is set without TELEGRAM_BOT_TOKEN: nobody could write in that group. Set both, or neither.',
		);
	if (url !== undefined && secret === undefined)
		throw new HakkuError(
			'config.invalid',
			'TELEGRAM_WEBHOOK_URL is set without TELEGRAM_WEBHOOK_SECRET: anybody could write as anybody. Set both, or neither.',
		);
	if (token === undefined) return null;
	return {
		token,
		webhook: url === undefined || secret === undefined ? null : { url, secret },
		root: root?.replace(/\/+$/, '') ?? null,
		staffGroup: staffGroup ?? null,
	};
}

function mailIn(server?: string, from?: string): Config['mail'] {
	if ((server === undefined) !== (from === undefined))
		throw new HakkuError(
			'config.invalid',
			`${server === undefined ? 'MAIL_FROM is set without SMTP_URL' : 'SMTP_URL is set without MAIL_FROM'}: e-mail needs a server and a sender. Set both, or neither.`,
		);
	if (server === undefined || from === undefined) return null;
	let url: URL;
	let login: { user: string; password: string } | null;
	try {
		url = new URL(server);
		const { username, password } = url;
		login = username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) };
	} catch {
		throw new HakkuError('config.invalid', 'SMTP_URL is not an address like smtps://user:password@mail.example:465.');
	}
	const { protocol, hostname, port } = url;
	const secure = protocol === 'smtps:';
	const [, name = '', address = from] = /^(.+) <(.+)>$/u.exec(from) ?? [];
	return {
		host: hostname.replace(/^\[|\]$/gu, ''),
		port: port === '' ? (secure ? 465 : 587) : Number(port),
		secure,
		login,
		from: { name, address },
	};
}

/** Settings whose value lets somebody in, or is nobody's business: only that they are set is shown. */
const secret: ReadonlySet<string> = new Set<string>([
	'MONGO_URL',
	'REDIS_URL',
	'METRICS_TOKEN',
	'ALERT_URL',
	'SMTP_URL',
	'HAKKU_KEY',
]);

/** Every setting, whether it was set, and its value where that may be shown; a name that ends like a secret's never is. */
export function settingsInUse(
	environment: Readonly<Record<string, string | undefined>>,
): readonly { readonly name: string; readonly set: boolean; readonly value: string | null }[] {
	return Object.entries(settings).map(([name, { default: usual }]) => {
		const given = environment[name]?.trim() ?? '';
		const hidden = secret.has(name) || /(TOKEN|KEY|SECRET|PASSWORD)$/u.test(name);
		return { name, set: given !== '', value: hidden ? null : given || usual };
	});
}

function folder(path: string): string {
	const full = path.startsWith('~/') ? join(homedir(), path.slice(2)) : path;
	return isAbsolute(full) ? full : resolve(full);
}
