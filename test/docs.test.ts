import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settings } from '../src/config.ts';
import { errorCodes } from '../src/errors.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** First cells of a table whose rows begin with a name in code marks. */
const named = (text: string): string[] => [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? '');

it('docs/settings.md names every setting with its default and what it is for, and no other', () => {
	const text = read('docs/settings.md');
	expect(named(text)).toEqual(Object.keys(settings));
	for (const [name, { default: value, about }] of Object.entries(settings)) {
		expect(text).toContain(`| \`${name}\` | ${value === '' ? '–' : `\`${value}\``} | ${about} |`);
	}
});

it('docs/errors.md names every error code with its way out, and no other', () => {
	const text = read('docs/errors.md');
	expect(named(text)).toEqual(Object.keys(errorCodes));
	for (const [code, fix] of Object.entries(errorCodes)) expect(text).toContain(`| \`${code}\` | ${fix} |`);
});
