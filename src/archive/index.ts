/**
 * Everything of one store as one file, and back into another: for moving house, and for keeping a copy apart.
 * What is imported is verified against the file's checksums, and an import that has not ended is never taken for a whole one.
 */
export { exportTo, type Progress } from './exporting.ts';
export type { Contents } from './format.ts';
export { importFrom } from './importing.ts';
export { refuseUnfinished } from './unfinished.ts';
