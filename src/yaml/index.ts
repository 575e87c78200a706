/**
 * Reads a YAML file that an admin wrote: safely (no bombs, no surprises of type), and against a schema.
 * Every fault becomes a finding with file, line, code and a way out; nothing here throws because of a file's content.
 */
export type { Finding } from './finding.ts';
