import { fileName, knownType } from '../../files/index.ts';
import type { DeskApp, DeskRoom } from '../context.ts';
import { readSeq } from '../seq.ts';
import { type CasePage, withinCase } from './case-page.tsx';

/** Whatever the bytes are, a browser that opens them runs nothing, loads nothing and is nobody's page. */
const ALONE = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The content of a file, for whoever may see the case. That it is opened is on record before the first byte leaves. Only a picture made
 * of dots is shown in the browser; all else is saved.
 */
export function addFiles(app: DeskApp, { files, cases, clock }: DeskRoom, { find, missing }: CasePage): void {
	app.get('/desk/cases/:number/files/:line', async (c) => {
		const found = await find(c);
		const line = readSeq(c.req.param('line'));
		if (!found || line === null) return missing(c);
		const file = (await files.of(found.conversation, line, line)).get(line);
		const known = knownType(file?.type ?? null);
		if (file === undefined || known === null || !withinCase(found)(file)) return missing(c);
		await cases.fileOpened(found._id, c.var.signedIn.user._id, line, clock());
		const bytes = await files.read(file);
		if (bytes === null) return missing(c);
		return c.body(new Uint8Array(bytes), 200, {
			'Content-Type': file.type ?? '',
			'Content-Disposition': disposition(known.raster ? 'inline' : 'attachment', fileName(file)),
			'Content-Security-Policy': ALONE,
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'no-store',
		});
	});
}

/** Source: RFC 6266, with the plain name for old browsers. */
function disposition(how: 'inline' | 'attachment', name: string): string {
	return `${how}; filename="${name.replace(/[^\w. -]/gu, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
