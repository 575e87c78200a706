/**
 * Flows and knowledge compiled together into a release named by its content, kept in the store while conversations run on it.
 * A release with an error is refused, and the last good one goes on.
 */
export { readAreas } from './areas.ts';
export { type CompiledRelease, compileRelease } from './compile.ts';
export type { ReleaseDocument } from './documents.ts';
export { type Folder, readFolder } from './folder.ts';
export { openReleases, type ReleaseOptions, type Releases } from './releases.ts';
