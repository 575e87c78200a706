/**
 * The default store: PostgreSQL inside this process (PGlite), its files in a data folder that one process uses at a time.
 * The queues run on the same database through `session`.
 */
export { type EmbeddedDatabase, openEmbeddedStore } from './open.ts';
