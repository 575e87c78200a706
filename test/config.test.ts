import { describe, expect, it } from 'vitest';
import { readConfig, settingsInUse } from '../src/config.ts';
import { HakkuError } from '../src/errors.ts';

function refused(environment: Record<string, string>): string {
	try {
		readConfig(environment, false);
	} catch (error) {
		if (error instanceof HakkuError && error.code === 'config.invalid') return error.message;
	}
	return 'accepted';
}

describe('settings', () => {
	it('need none: an empty environment runs on this machine only, on the embedded default', () => {
		expect(readConfig({}, true)).toMatchObject({
			port: 8080,
			host: '127.0.0.1',
			publicUrl: null,
			mongoUrl: null,
			redisUrl: null,
			timeZone: 'Asia/Jakarta',
			logFormat: 'pretty',
		});
	});

	it('take an empty variable as not set', () => {
		expect(readConfig({ PORT: '', HOST: ' ' }, false)).toMatchObject({
			port: 8080,
			host: '127.0.0.1',
			logFormat: 'json',
		});
	});

	it.each([
		[{ PORT: 'abc' }, 'PORT is not a number.'],
		[{ PORT: '70000' }, 'PORT is above 65535.'],
		[{ PUBLIC_URL: 'hakku.example' }, 'PUBLIC_URL is not an http or https address.'],
		[{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL is not an http or https address.'],
		[{ MONGO_URL: 'http://host/hakku' }, 'MONGO_URL is not an address like mongodb://host:27017/hakku.'],
		[{ REDIS_URL: 'host:6379' }, 'REDIS_URL is not an address like redis://host:6379.'],
		[
			{ REDIS_URL: 'redis://host' },
			'REDIS_URL is set without MONGO_URL: queues for several processes need a store for several processes. Set both, or neither.',
		],
		[
			{ WHATSAPP_NUMBERS: 'utama' },
			'WHATSAPP_NUMBERS is set without HAKKU_KEY: whoever has the keys of a number can speak for it, so they are only kept sealed. Set both.',
		],
		[
			{ SMTP_URL: 'smtp://mail.example' },
			'SMTP_URL is set without MAIL_FROM: e-mail needs a server and a sender. Set both, or neither.',
		],
		[
			{ MAIL_FROM: 'Hakku <a@b.example>\r\nBcc: c@d.example' },
			'MAIL_FROM is not a sender like Hakku <hakku@office.example>.',
		],
		[{ WHATSAPP_VERSION: '2.x' }, 'WHATSAPP_VERSION is not a version like 2.3000.1043857760.'],
		[{ TIME_ZONE: 'Jakarta' }, 'TIME_ZONE is not a time zone; write it like Asia/Jakarta.'],
		[{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is none of trace, debug, info, warn, error, silent.'],
	])('that can’t be used are named in one line: %o', (environment, message) => {
		expect(refused(environment as Record<string, string>)).toBe(message);
	});

	it('take a mail server with a password of any letters, and nothing that would weaken its certificate', () => {
		const MAIL_FROM = 'Hakku Bogor <hakku@office.example>';
		expect(readConfig({ SMTP_URL: 'smtps://u%40x:p%3A%2F%25@mail.example', MAIL_FROM }, false).mail).toEqual({
			...{ host: 'mail.example', port: 465, secure: true, login: { user: 'u@x', password: 'p:/%' } },
			from: { name: 'Hakku Bogor', address: 'hakku@office.example' },
		});
		for (const SMTP_URL of [
			'smtp://m.example?tls.rejectUnauthorized=false',
			'smtp://m.example/x',
			'http://m.example',
			'smtp://u:%FF@m',
			'smtp://m:99999',
		])
			expect(refused({ SMTP_URL, MAIL_FROM })).toContain('SMTP_URL is not an address like');
		expect(JSON.stringify(settingsInUse({ SMTP_URL: 'smtp://u:s3cret@m' }))).not.toContain('s3cret');
	});

	it('never repeat a value, which may be a secret in the wrong place', () => {
		expect(refused({ PORT: 's3cret-token' })).not.toContain('s3cret');
		expect(refused({ MONGO_URL: 'mongo://hakku:s3cret@host' })).not.toContain('s3cret');
		expect(refused({ REDIS_URL: 'redis://:s3cret@host' })).not.toContain('s3cret');
	});
});
