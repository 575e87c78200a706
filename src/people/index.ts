/**
 * A person, known by their conversations only: consent, what is kept of them, and how it is deleted.
 */
export type { People, PersonExport } from './api.ts';
export type { PersonDocument } from './documents.ts';
export { createPeople } from './people.ts';
