import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { PhraseFile } from '../../src/knowledge/index.ts';

const knowledge = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'knowledge');

/** The phrase files that are shipped. */
export function shippedPhrases(): PhraseFile[] {
	const paths = [...readdirSync(join(knowledge, 'phrases')).map((name) => join('phrases', name)), 'lexicon.yaml'];
	return paths.map((path) => ({
		file: join('knowledge', path),
		content: parse(readFileSync(join(knowledge, path), 'utf8')),
	}));
}
