/**
 * A person, known by their conversations only: consent, what is kept of them, and how it is deleted.
 */
export type { People } from './api.ts';
export { createPeople } from './people.ts';
