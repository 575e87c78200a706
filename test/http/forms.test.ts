import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formField, onlyOwnForms, RefusedForm, readForm } from '../../src/http/index.ts';

const app = new Hono();
app.use(onlyOwnForms);
app.post('/', async (c) =>
	c.json(await readForm(c, z.object({ name: z.string(), text: formField.text(20).optional() }))),
);
app.onError((error, c) => (error instanceof RefusedForm ? c.text(error.fields.join(), 400) : c.text('refused', 403)));

const post = (body: string, headers: Record<string, string> = {}) =>
	app.request('/', {
		method: 'POST',
		body,
		headers: {
			host: 'hakku.example',
			'sec-fetch-site': 'same-origin',
			'content-type': 'application/x-www-form-urlencoded',
			...headers,
		},
	});

describe('a posted form', () => {
	it('is read as texts', async () => {
		expect(await (await post('name=a&text=satu%0D%0Adua%00')).json()).toEqual({ name: 'a', text: 'satu\ndua' });
	});

	it.each([
		['an operator as a field', 'name[$ne]='],
		['a field twice', 'name=a&name=b'],
		['an unknown field', 'name=a&admin=1'],
		['a prototype as a field', 'name=a&__proto__=x'],
		['a constructor as a field', 'name=a&constructor.prototype.admin=x'],
		['a missing field', 'text=a'],
		['a text that is too long', `name=a&text=${'x'.repeat(21)}`],
	])('with %s is refused (B48)', async (_, body) => {
		expect((await post(body)).status).toBe(400);
		expect(Object.keys(Object.prototype)).toEqual([]);
		expect(({} as Record<string, unknown>).admin).toBeUndefined();
	});

	it('is never JSON, so that no value is an object (B48)', async () => {
		const answer = await post('{"name":{"$ne":null}}', { 'content-type': 'application/json' });
		expect(answer.status).toBe(400);
	});

	it.each([
		['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
		['a sandbox', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
		['an old browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
		['nowhere', { 'sec-fetch-site': '' }],
	])('from %s is refused', async (_, headers) => {
		expect((await post('name=a', headers)).status).toBe(403);
	});

	it('from an old browser that only says its origin is taken, behind a proxy that ends TLS too', async () => {
		const answer = await post('name=a', { 'sec-fetch-site': '', origin: 'https://hakku.example' });
		expect(answer.status).toBe(200);
	});
});
