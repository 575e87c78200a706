import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';

/** The files that pages load, by versioned address. */
export interface Assets {
	readonly app: Hono;
	/** Address of an asset, `/assets/<version>/<name>`; throws for a name that does not exist, which is a bug. */
	href(name: string): string;
	/** Bytes on the line, compressed. */
	size(name: string): number;
}

const types: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.svg': 'image/svg+xml',
};

interface Asset {
	readonly type: string;
	readonly plain: Uint8Array<ArrayBuffer>;
	readonly gzip: Uint8Array<ArrayBuffer>;
}

/**
 * Reads src/http/public/ and htmx once, at start. A request is answered from a table of names and never reaches the disk, so that no
 * name leads anywhere else. One version for all, from their content: modules may import each other by relative name.
 */
export function loadAssets(): Assets {
	const folder = fileURLToPath(new URL('../../src/http/public/', import.meta.url));
	const table = new Map<string, Asset>();
	const hash = createHash('sha256');
	const add = (name: string, path: string) => {
		const type = types[extname(name)];
		if (!type) return;
		const content = readFileSync(path);
		hash.update(name).update(content);
		table.set(name, { type, plain: new Uint8Array(content), gzip: new Uint8Array(gzipSync(content, { level: 9 })) });
	};
	for (const name of readdirSync(folder).sort()) add(name, join(folder, name));
	add('htmx.js', createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'));
	const version = hash.digest('hex').slice(0, 12);

	const find = (name: string): Asset => {
		const asset = table.get(name);
		if (!asset) throw new Error(`no asset ${name}`);
		return asset;
	};
	const app = new Hono();
	app.get('/assets/:version/:name', (c) => {
		const asset = table.get(c.req.param('name'));
		if (!asset) return c.notFound();
		const current = c.req.param('version') === version;
		const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
		return c.body(zipped ? asset.gzip : asset.plain, 200, {
			'Content-Type': asset.type,
			'Cache-Control': current ? 'public, max-age=31536000, immutable' : 'no-cache',
			Vary: 'Accept-Encoding',
			...(zipped && { 'Content-Encoding': 'gzip' }),
		});
	});
	return {
		app,
		href(name) {
			find(name);
			return `/assets/${version}/${name}`;
		},
		size: (name) => find(name).gzip.length,
	};
}
