import { readRehearsals } from '../../engine/index.ts';
import { describe, readContent } from '../content.ts';
import { broken, type Found, ill, well } from './check.ts';

/** The flow and knowledge files, as `hakku lint` sees them. */
export async function checkContent(): Promise<Found> {
	try {
		const content = await readContent();
		const findings = [...content.findings, ...readRehearsals(content.files).findings];
		const errors = findings.filter(({ severity }) => severity === 'error');
		const [first] = errors;
		if (first === undefined) {
			return well('content', `${content.files.size} files, no errors, ${findings.length} warnings`);
		}
		const says = `${errors.length} errors in flows and knowledge. The first: ${describe(first)}`;
		return ill('content', says, 'Run `npx hakku lint`, and mend what it names.');
	} catch (error) {
		return broken('content', error);
	}
}
