import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** From the ground up. A file may import its own room and rooms on lower floors. The first pattern that fits counts. */
const floors: readonly (readonly [floor: number, pattern: RegExp])[] = [
	[0, /^(errors|log|seal)\.ts$/],
	[0, /^(yaml|expressions)\//],
	[0, /^store\/stored\.ts$/],
	[1, /^knowledge\//],
	[2, /^(language|letters|rights|service)\//],
	[3, /^engine\//],
	[4, /^sheets\//],
	[4, /^channels\/(channel|index)\.ts$/],
	[4, /^(accounts|alerts|conversation|people|cases|desk|releases|archive|files)\/documents\.ts$/],
	[4, /^channels\/whatsapp\/documents\.ts$/],
	[4, /^channels\/telegram\/documents\.ts$/],
	[5, /^store\/(embedded|mongo)\//],
	[5, /^store\//],
	[5, /^queues\//],
	[6, /^(releases|people|cases|archive|files)\//],
	[7, /^(accounts|alerts|conversation)\//],
	[8, /^http\//],
	[9, /^(channels|desk|health)\//],
	[10, /^(config|ground|main)\.ts$|^web\.tsx$/],
	[11, /^cli\//],
];

/** Rooms whose adapters only the composition root may name. */
const adapters = /^(store\/(embedded|mongo)|queues\/(embedded|redis))\//;

function floorOf(file: string): number {
	const found = floors.find(([, pattern]) => pattern.test(file));
	if (!found) throw new Error(`src/${file} stands on no floor: add its room to test/architecture.test.ts`);
	return found[0];
}

const roomOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : file);

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesIn(path);
		return /\.tsx?$/.test(entry.name) ? [relative(src, path)] : [];
	});
}

interface Import {
	readonly from: string;
	readonly to: string;
}

function importsOf(file: string): readonly Import[] {
	const { module } = parseSync(file, readFileSync(join(src, file), 'utf8'));
	const named = [
		...module.staticImports.map((entry) => entry.moduleRequest.value),
		...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
	];
	return named
		.filter((name) => name.startsWith('.'))
		.map((name) => ({ from: file, to: normalize(join(dirname(file), name)) }));
}

const files = filesIn(src);
const imports = files.flatMap(importsOf).filter(({ to }) => !to.startsWith('..'));

describe('the house', () => {
	it('has arrows that point one way: no room imports one above it', () => {
		const wrong = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(to) > floorOf(from));
		expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
	});

	it('has one door to each room: another room comes in through index.ts, or reads the shapes that are kept', () => {
		const doors = /(^[^/]+|\/(index|documents|channel|terminal|stored|api))\.tsx?$/;
		const wrong = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to) && !doors.test(to));
		expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
	});

	it('names an adapter of the store or the queues only where the house is put together', () => {
		const wrong = imports.filter(
			({ from, to }) => adapters.test(to) && roomOf(from) !== roomOf(to) && !/^(ground\.ts|cli\/)/.test(from),
		);
		expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
	});

	it('keeps I/O, clock and chance out of the engine, language, letters, rights, service and expressions', () => {
		const pure = files.filter((file) => /^(engine|language|letters|rights|service|expressions)\//.test(file));
		const impure = pure.filter((file) => {
			const text = readFileSync(join(src, file), 'utf8');
			return /from 'node:|Date\.now\(|new Date\(\)|Math\.random\(|DateTime\.(now|local)\(|process\./.test(text);
		});
		expect(impure).toEqual([]);
	});

	it('loads nothing of WhatsApp’s libraries, one of which is under the GPL, before a number is named', () => {
		const reached = new Set<string>();
		const follow = (file: string) => {
			if (reached.has(file)) return;
			reached.add(file);
			for (const { to } of imports.filter(({ from }) => from === file)) follow(to);
		};
		follow('cli/index.ts');
		follow('cli/start.ts');
		follow('cli/whatsapp.ts');
		const libraries = /from '(?:@whiskeysockets\/baileys|libsignal)/;
		const loading = files.filter((file) => libraries.test(readFileSync(join(src, file), 'utf8')));
		expect(loading.length).toBeGreaterThan(5);
		expect(loading.filter((file) => reached.has(file))).toEqual([]);
	});

	it('says at each door what the room is for', () => {
		const doors = files.filter((file) => /^[^/]+\/index\.ts$/.test(file));
		const silent = doors.filter((file) => !readFileSync(join(src, file), 'utf8').startsWith('/**'));
		expect(silent).toEqual([]);
		expect(doors.length).toBeGreaterThan(8);
	});
});
