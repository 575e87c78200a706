import { readRehearsals } from '../engine/index.ts';
import { describe, readContent } from './content.ts';

/** Prints every finding; exit code 1 when one is an error (with `strict`, also a warning). */
export async function lint(options: { json?: boolean; strict?: boolean }): Promise<void> {
	const content = await readContent();
	const findings = [...content.findings, ...readRehearsals(content.files).findings];
	findings.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	for (const finding of findings) {
		const line = options.json
			? JSON.stringify(finding)
			: `${finding.severity === 'error' ? '✗' : '!'} ${describe(finding)}\n    → ${finding.fix} [${finding.code}]`;
		process.stdout.write(`${line}\n`);
	}
	const warnings = findings.length - errors;
	if (!options.json) {
		process.stdout.write(`${content.files.size} files: ${errors} errors, ${warnings} warnings\n`);
	}
	if (errors > 0 || (options.strict && warnings > 0)) process.exitCode = 1;
}
