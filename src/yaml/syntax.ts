import type { YAMLParseError } from 'yaml';

interface Advice {
	code: string;
	message: string;
	fix: string;
}

const advice: Readonly<Record<string, readonly [message: string, fix: string]>> = {
	TAB_AS_INDENT: ['This line starts with a tab.', 'Use spaces in front of the line, two for each level.'],
	BAD_INDENT: [
		'This does not fit the lines above it, or a bracket was not closed.',
		'Check that lines of the same list start equally far from the left, and that each [ and { is closed.',
	],
	MISSING_CHAR: [
		'Something is not closed here: a quotation mark, a bracket or a colon is missing.',
		'Close the quotation mark or bracket, or put a ": " between the key and its value.',
	],
	BLOCK_AS_IMPLICIT_KEY: [
		'There is a second ": " in this line.',
		'Put the whole text after the first colon in quotes: "…".',
	],
	MULTILINE_IMPLICIT_KEY: [
		'A colon is missing, so two lines are read as one.',
		'Put ": " between the key and its value, and check the spaces in front of the line.',
	],
	BAD_SCALAR_START: ['A text can’t start with this character.', 'Put the text in quotes: "…".'],
	BAD_DQ_ESCAPE: [
		'A backslash in a text with double quotes means something special.',
		'Write it twice (\\\\), or use single quotes.',
	],
	UNEXPECTED_TOKEN: [
		'Something stands here that does not belong to what is before it.',
		'If a value begins with a quotation mark, put all of it in single quotes: \'"a" in b\'. Else check the spaces in front.',
	],
	NON_STRING_KEY: ['A key must be a simple word.', 'Write a word in front of the colon.'],
	RESOURCE_EXHAUSTION: ['This is nested too deeply to be read.', 'Write it flatter.'],
};

/** The library's error in plain words. Its own text is kept where no better one is known. */
export function syntaxFault(error: YAMLParseError): Advice {
	const known = advice[error.code];
	if (known !== undefined) return { code: 'yaml.syntax', message: known[0], fix: known[1] };
	return {
		code: 'yaml.syntax',
		message: `This can't be read: ${error.message.split('\n')[0]}.`,
		fix: 'Compare this line with a file that works.',
	};
}
