import { Composer, type CST, type Document, Lexer, LineCounter, type ParsedNode, Parser, type Tags } from 'yaml';

/** Deeper than any file a person writes, far below what a stack bears. */
const maxDepth = 60;

/**
 * Plain words that YAML would turn into something else. Only what reads back exactly as written becomes a number; a
 * leading zero, a plus sign, an exponent or more than 15 digits (a telephone number, an identity number) stays text.
 */
const scalars: Tags = [
	'map',
	'seq',
	{ tag: 'tag:yaml.org,2002:str', default: true, resolve: (text: string) => text },
	{ tag: 'tag:yaml.org,2002:null', default: true, test: /^(?:~|null)?$/, resolve: () => null },
	{
		tag: 'tag:yaml.org,2002:bool',
		default: true,
		test: /^(?:true|false)$/,
		resolve: (text: string) => text === 'true',
	},
	{ tag: 'tag:yaml.org,2002:int', default: true, test: /^-?(?:0|[1-9]\d{0,14})$/, resolve: Number },
	{ tag: 'tag:yaml.org,2002:float', default: true, test: /^-?(?:0|[1-9]\d{0,9})\.\d{1,5}$/, resolve: Number },
];

export type Composed =
	| { deep: false; document: Document.Parsed<ParsedNode, true>; more: boolean; lines: LineCounter }
	| { deep: true; offset: number; lines: LineCounter };

/**
 * From text to one document of nodes. Depth is watched while tokens are read, because composing a deep document can
 * exhaust the stack inside the regular-expression compiler, which ends the whole process. Keys are not compared with
 * each other here: the library does that in quadratic time.
 */
export function compose(text: string): Composed {
	const lines = new LineCounter();
	lines.addNewLine(0);
	const parser = new Parser(lines.addNewLine);
	const tokens: CST.Token[] = [];
	for (const lexeme of new Lexer().lex(text)) {
		tokens.push(...parser.next(lexeme));
		if (parser.stack.length > maxDepth) return { deep: true, offset: parser.offset, lines };
	}
	tokens.push(...parser.end());
	const composer = new Composer({
		schema: 'failsafe',
		customTags: scalars,
		stringKeys: true,
		uniqueKeys: false,
		merge: false,
		resolveKnownTags: false,
		strict: true,
	});
	const [document, second] = composer.compose(tokens, true, text.length);
	if (document === undefined) throw new Error('The YAML composer gave no document although it was asked to force one.');
	return { deep: false, document: document as Document.Parsed<ParsedNode, true>, more: second !== undefined, lines };
}
