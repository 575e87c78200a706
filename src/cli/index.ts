/**
 * The `hakku` command. Each command is a file of its own, loaded only when it is called; what they print for machines is stable.
 */
import { Command, Option } from 'commander';
import { ask, endWhenNobodyReads, reportFailure } from './failure.ts';
import { type Role, roles } from './roles.ts';

const program = new Command('hakku')
	.description('Hakku stands beside a citizen: needs, rights, institutions, cases.')
	.showHelpAfterError()
	.exitOverride();

program
	.command('start')
	.description('start Hakku: the web chat, the desk and the queues')
	.addOption(
		new Option(
			'--role <role>',
			'what this process does, on MongoDB and Redis; docs/operations.md says how many of each',
		)
			.choices(roles)
			.default('all'),
	)
	.action(async ({ role }: { role: Role }) => (await import('./start.ts')).start(role));

program
	.command('chat')
	.description('talk with Hakku in the terminal; nothing is kept')
	.option('--script <file>', 'take the citizen’s messages from a file, one a line')
	.option('--json', 'print one JSON object a line')
	.action(async (options: { script?: string; json?: boolean }) => (await import('./chat.ts')).chat(options));

program
	.command('lint')
	.description('say what is wrong with the flow and knowledge files')
	.option('--json', 'print one JSON object a finding')
	.option('--strict', 'fail on warnings too')
	.action(async (options: { json?: boolean; strict?: boolean }) => (await import('./lint.ts')).lint(options));

program
	.command('test')
	.description('play the conversation tests and the tests of each right')
	.option('--verbose', 'print every conversation')
	.argument('[name]', 'only tests whose name contains this')
	.action(async (name: string | undefined, options: { verbose?: boolean }) =>
		(await import('./test.ts')).test(name, options),
	);

program
	.command('classify')
	.description('read needs, intent, danger and language from messages')
	.option('--json', 'print one JSON object a message')
	.argument('[text...]', 'messages; without any, lines of standard input')
	.action(async (texts: string[], options: { json?: boolean }) =>
		(await import('./classify.ts')).classify(texts, options),
	);

program
	.command('rights')
	.description('say which rights fit the facts of a person')
	.requiredOption('--facts <file>', 'a YAML file: `keluarga.desil: 3`; `tidak tahu` for a declined one')
	.option('--as-of <date>', 'ISO date; default today')
	.option('--needs <ids>', 'needs, separated by commas; default all')
	.option('--json', 'print JSON')
	.action(async (options: { facts: string; asOf?: string; needs?: string; json?: boolean }) =>
		(await import('./rights.ts')).rights(options),
	);

program
	.command('language')
	.description('what Hakku understands, and what it could learn')
	.command('suggestions')
	.description(
		'list messages that people said were misread, without who wrote them; docs/language.md says how to teach from them',
	)
	.option('--json', 'print one JSON object a line')
	.option('--clear', 'remove them all, once they were taught from')
	.action(async (options: { json?: boolean; clear?: boolean }) =>
		(await import('./suggestions.ts')).suggestions(options),
	);

const knowledge = program.command('knowledge').description('what Hakku knows, and what of it must be checked');
knowledge
	.command('review')
	.description('list what must be checked, by whom, since when: hidden records, figures, telephone numbers')
	.option('--as-of <date>', 'ISO date; default today')
	.option('--json', 'print one JSON object a line')
	.action(async (options: { asOf?: string; json?: boolean }) => (await import('./knowledge.ts')).review(options));
knowledge
	.command('report')
	.description('count rights, sources and freshness, and measure how many questions are asked')
	.option('--as-of <date>', 'ISO date; default today')
	.option('--json', 'print JSON')
	.action(async (options: { asOf?: string; json?: boolean }) => (await import('./knowledge.ts')).report(options));

program
	.command('doctor')
	.description('look at settings, machine, store, queues and files, and say what to do')
	.option('--json', 'print one JSON object a finding')
	.action(async (options: { json?: boolean }) => (await import('./doctor/index.ts')).doctor(options));

program
	.command('export')
	.description('copy everything that is kept into a new file; it holds people’s words, so guard it')
	.argument('<file>', 'where to write it; nothing is overwritten')
	.action(async (file: string) => (await import('./moving.ts')).exportFile(file));

program
	.command('import')
	.description('copy everything of an exported file into an empty store; run again, it goes on where it stopped')
	.argument('<file>', 'what `hakku export` wrote')
	.action(async (file: string) => (await import('./moving.ts')).importFile(file));

const user = program.command('user').description('accounts of the desk');
user
	.command('add')
	.description('add an account; the password is read from standard input')
	.argument('<name>', 'what the person signs in with')
	.option('--display-name <name>', 'how citizens see them, e.g. "Bu Sari"')
	.option('--role <role>', 'worker, supervisor or admin', 'worker')
	.action(async (name: string, options: { displayName?: string; role: string }) =>
		(await import('./user.ts')).addUser(name, options),
	);
user
	.command('list')
	.description('list the accounts')
	.action(async () => (await import('./user.ts')).listUsers());

program
	.command('person')
	.description('print everything that is kept of the person of a case, when they ask to see it')
	.argument('<number>', 'the number of one of their cases')
	.action(async (number: string) => (await import('./person.ts')).showPerson(number));

const whatsapp = program.command('whatsapp').description('the WhatsApp numbers that the settings name');
whatsapp
	.command('pair')
	.description('link a number by a picture to scan, or by a code to type in; docs/whatsapp.md')
	.option('--number <number>', 'show a code to type into the telephone with this number')
	.argument('[name]', 'the name in WHATSAPP_NUMBERS; default the first')
	.action(async (name: string | undefined, options: { number?: string }) =>
		(await import('./whatsapp.ts')).pairNumber(name, options),
	);
whatsapp
	.command('list')
	.description('name, number, state, since when, last message; one number a line')
	.action(async () => (await import('./whatsapp.ts')).listNumbers());
for (const [what, about] of [
	['unlink', 'forget a number on the telephone and here; conversations stay'],
	['connect', 'connect a number again that stopped'],
] as const)
	whatsapp
		.command(what)
		.description(about)
		.argument('[name]', 'the name in WHATSAPP_NUMBERS; default the first')
		.action(async (name: string | undefined) => (await import('./whatsapp.ts')).askNumber(what, name));

endWhenNobodyReads();
await ask(() => program.parseAsync()).catch(reportFailure);
