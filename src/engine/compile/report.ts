import type { Finding, Read, YamlPath } from '../../yaml/index.ts';

/** Collects what is wrong with one file. */
export interface Report {
	readonly read: Read;
	add(path: YamlPath, code: string, message: string, fix: string, severity?: Finding['severity']): void;
}

export function reportTo(findings: Finding[], read: Read): Report {
	return {
		read,
		add(path, code, message, fix, severity = 'error') {
			findings.push({ severity, code, file: read.file, ...read.at(path), message, fix });
		},
	};
}
