import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settings } from '../src/config.ts';
import { errorCodes } from '../src/errors.ts';
import { createMetrics } from '../src/health/index.ts';

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

it('docs/operations.md names every figure of Hakku with its labels, and no other', async () => {
	const text = read('docs/operations.md');
	const figures = await createMetrics().registry.getMetricsAsJSON();
	const ours = figures.map(({ name }) => name).filter((name) => name.startsWith('hakku_'));
	const told = named(text).filter((name) => name.startsWith('hakku_'));
	expect(told.map((name) => name.replace(/\{.*/, '')).toSorted()).toEqual(ours.toSorted());
	for (const name of text.match(/hakku_[a-z_]+/g) ?? []) expect(ours).toContain(name);
});

it('docs/operations.md quotes lines of the log as the source has them, and names errors that there are', () => {
	const text = read('docs/operations.md');
	const source = readdirSync(new URL('../src', import.meta.url), { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.tsx?$/.test(path))
		.map((path) => read(`src/${path}`))
		.join();
	const lines = [...text.slice(text.indexOf('| text | means |')).matchAll(/^\| `([^`]+)` \|/gm)].map(
		([, line]) => line ?? '',
	);
	expect(lines.length).toBeGreaterThan(3);
	for (const line of lines) expect(source).toContain(`'${line}'`);
	for (const [, code = ''] of text.matchAll(/\(`([a-z]+\.[a-z_]+)`\)/g))
		expect(Object.keys(errorCodes)).toContain(code);
});
