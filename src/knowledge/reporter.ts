import type { Finding, Read, YamlPath } from '../yaml/index.ts';

/** Notes findings of one file at the places that they are about. */
export interface Reporter {
	error(path: YamlPath, code: string, message: string, fix: string): void;
	warning(path: YamlPath, code: string, message: string, fix: string): void;
}

export function reporterFor(read: Read, findings: Finding[]): Reporter {
	const add = (severity: Finding['severity']) => (path: YamlPath, code: string, message: string, fix: string) => {
		findings.push({ severity, code, file: read.file, ...read.at(path), message, fix });
	};
	return { error: add('error'), warning: add('warning') };
}
