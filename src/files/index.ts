/**
 * The files that citizens send: fetched after their message is safe, kept only when their bytes say that a worker can open them, sealed.
 * Decides what is kept and for how long it is tried; the conversation tells the person, the desk shows it.
 */
export { expectedFile } from './expected.ts';
export { createFiles, type Files } from './files.ts';
export { LARGEST } from './limits.ts';
export { fileName } from './naming.ts';
export { type KnownType, knownType } from './types.ts';
