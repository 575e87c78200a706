import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadAssets } from '../../src/http/index.ts';

const assets = loadAssets();

describe('the files that pages load', () => {
	it('are kept for a year under a version, and sent small', async () => {
		const plain = await assets.app.request(assets.href('chat.js'));
		expect(plain.headers.get('cache-control')).toContain('immutable');
		expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
		const zipped = await assets.app.request(assets.href('chat.js'), { headers: { 'accept-encoding': 'gzip, br' } });
		expect(zipped.headers.get('content-encoding')).toBe('gzip');
		expect(gunzipSync(await zipped.arrayBuffer()).toString()).toBe(await plain.text());
	});

	it('of an older page are still found, but not kept', async () => {
		const answer = await assets.app.request('/assets/000000000000/chat.css');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('cache-control')).toBe('no-cache');
	});

	it.each([
		'/assets/x/..%2f..%2fpackage.json',
		'/assets/x/../../package.json',
		'/assets/x/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
		'/assets/x/..%5c..%5cpackage.json',
		'/assets/x//etc/passwd',
		'/assets/x/__proto__',
		'/assets/x/chat.js%00.css',
	])('never come from anywhere else: %s (B46)', async (path) => {
		expect((await assets.app.request(path)).status).toBe(404);
	});

	it('are few: a chat page and all it loads stay under 60 kB on the line', () => {
		const loaded = ['base.css', 'chat.css', 'chat.js', 'lines.js', 'icon.svg'];
		expect(loaded.reduce((sum, name) => sum + assets.size(name), 0)).toBeLessThan(20_000);
	});
});
