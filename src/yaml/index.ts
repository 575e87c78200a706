/**
 * Reads a YAML file that an admin wrote: safely (no bombs, no surprises of type), and against a schema.
 * Every fault becomes a finding with file, line, code and a way out; nothing here throws because of a file's content.
 *
 * Use: `const read = readYaml(file, text)`, then `check(schema, read)` for a typed value, and `read.at(path)` for the
 * place of whatever turns out wrong later. `fault(message, fix)` is a schema's own message with a way out.
 */
export { check } from './check.ts';
export { didYouMean } from './closest.ts';
export { fault } from './fault.ts';
export type { Finding } from './finding.ts';
export { type Place, type Read, readYaml, type YamlPath } from './read.ts';
