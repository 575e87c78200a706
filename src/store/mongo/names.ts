const hostile = /[%.$\0]|^__proto__$/;
const each = /[%.$\0]|^_(?=_proto__$)/g;
const written = /%([0-9a-f]{4})/g;

/**
 * Writes the names of fields so that none of them means anything to MongoDB or to a JavaScript object: no dot (a path), no `$` (an
 * operator), no NUL, no `__proto__`. Values stay as they are; a document without such names comes back itself, not a copy.
 */
export function harmless<T>(value: T): T {
	return renamed(value, (name) =>
		hostile.test(name) ? name.replace(each, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(4, '0')}`) : name,
	);
}

/** Reads what {@link harmless} wrote. */
export function original<T>(value: T): T {
	return renamed(value, (name) =>
		name.includes('%')
			? name.replace(written, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
			: name,
	);
}

function renamed<T>(value: T, rename: (name: string) => string): T {
	if (Array.isArray(value)) {
		const items: unknown[] = value.map((item) => renamed(item, rename));
		return items.every((item, at) => item === value[at]) ? value : (items as T);
	}
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).map(([name, item]) => [rename(name), renamed(item, rename)] as const);
	const same = entries.every(([name, item]) => Object.hasOwn(value, name) && item === value[name as keyof T & string]);
	// Object.fromEntries defines its fields, so that `__proto__` becomes one instead of setting a prototype.
	return same ? value : (Object.fromEntries(entries) as T);
}
