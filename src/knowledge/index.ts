/**
 * What Hakku knows: needs, facts that may be asked, rights, institutions, phrases. Reads, checks and indexes knowledge/;
 * every record has a source and a date, and whatever is unverified or in conflict is marked withheld.
 */
export * from './types.ts';
