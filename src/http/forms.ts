import type { Context, MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { z } from 'zod';

/** A form that is not one of ours: a field twice, an unknown field, a wrong type. Answered with 400. */
export class RefusedForm extends Error {
	/** Names of the fields that were wrong; never their values. */
	readonly fields: readonly string[];

	constructor(fields: readonly string[]) {
		super(`refused form: ${fields.join(', ')}`);
		this.name = 'RefusedForm';
		this.fields = fields;
	}
}

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** Field kinds that several forms share. */
export const formField = {
	/** Id of a message, made once for each form: a second press sends the same one. */
	id,
	/** Text as people type it: line ends become `\n`, other control characters go. */
	text: (longest: number) =>
		z
			.string()
			.transform((text) => tidy(text))
			.refine((text) => text.length <= longest, 'too long'),
	token: z.string().max(200),
};

function tidy(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/(?![\n\t])\p{Cc}/gu, '')
		.trim();
}

/**
 * The fields of a posted form, each a text and there only once. JSON, files and repeated fields are refused before anybody looks at their
 * values.
 */
export async function readFields(c: Context): Promise<Readonly<Record<string, string>>> {
	const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/x-www-form-urlencoded') throw new RefusedForm(['content-type']);
	const fields = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(await c.req.text())) {
		if (fields.has(name)) throw new RefusedForm([name.slice(0, 40)]);
		fields.set(name, value);
	}
	return Object.fromEntries(fields);
}

/** Reads a posted form that has the fields of `schema` and no others (`name[$ne]`, `__proto__`). */
export async function readForm<S extends z.ZodRawShape>(
	c: Context,
	schema: z.ZodObject<S>,
): Promise<z.output<z.ZodObject<S>>> {
	const parsed = schema.strict().safeParse(await readFields(c));
	if (parsed.success) return parsed.data as z.output<z.ZodObject<S>>;
	throw new RefusedForm(parsed.error.issues.map((issue) => String(issue.path[0] ?? issue.code).slice(0, 40)));
}

/**
 * Lets a form through only from a page of this very host, by `Sec-Fetch-Site` or `Origin`. Compares hosts, not schemes: a proxy
 * that ends TLS speaks plain HTTP to us.
 */
export const onlyOwnForms: MiddlewareHandler = csrf({
	origin: (origin, c) => {
		const host = c.req.header('host') ?? new URL(c.req.url).host;
		return URL.canParse(origin) && new URL(origin).host === host;
	},
});
