import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

const guides = ['workers', 'supervisors', 'admins'] as const;
const texts = new URL('../src/desk/texts/', import.meta.url);

/** Everything that the desk says by itself, in each language; what is put together from parts is left out. */
const said = { id: new Set<string>(), en: new Set<string>() };

function collect(from: unknown, into: Set<string>): void {
	if (typeof from === 'string') into.add(from);
	else if (typeof from === 'object' && from !== null) for (const part of Object.values(from)) collect(part, into);
}

beforeAll(async () => {
	for (const file of readdirSync(texts).filter((name) => name.endsWith('.ts'))) {
		const module: Readonly<Record<string, unknown>> = await import(new URL(file, texts).href);
		for (const exported of Object.values(module)) {
			if (typeof exported !== 'object' || exported === null || !('id' in exported) || !('en' in exported)) continue;
			collect(exported.id, said.id);
			collect(exported.en, said.en);
		}
	}
});

/** The Indonesian half and the English one: each begins with a title. */
function halves(guide: string): { readonly id: string; readonly en: string } {
	const text = readFileSync(new URL(`../docs/${guide}.md`, import.meta.url), 'utf8');
	const [, id = '', en = '', ...more] = text.split(/^(?=# )/m).length === 2 ? ['', ...text.split(/^(?=# )/m)] : [];
	expect(more, guide).toEqual([]);
	return { id, en };
}

describe.each(guides)('the guide for %s', (guide) => {
	it.each(['id', 'en'] as const)('names buttons, pages and words as the desk shows them: %s', (language) => {
		const named = [...halves(guide)[language].matchAll(/\*\*(.+?)\*\*/g)].map(([, words = '']) => words);
		expect(named.length).toBeGreaterThan(20);
		expect(
			named.filter((words) => words !== { id: 'tebal', en: 'bold' }[language] && !said[language].has(words)),
		).toEqual([]);
	});

	it('says the same in both languages: the same parts, each with as many steps', () => {
		const shape = (half: string) => [...half.matchAll(/^(##+|\d+\.|-|\|) /gm)].map(([, mark]) => mark);
		const { id, en } = halves(guide);
		expect(shape(en)).toEqual(shape(id));
	});

	it('leads to pages that are there', () => {
		const { id, en } = halves(guide);
		for (const [, path = ''] of `${id}${en}`.matchAll(/\]\(([^)#]+)[^)]*\)/g))
			expect(existsSync(new URL(`../docs/${path}`, import.meta.url)), path).toBe(true);
	});
});
