/**
 * The default queues: BullMQ on the embedded PostgreSQL that the store runs on. Signals stay inside the process, because
 * one process at a time uses a data folder.
 */
export { openEmbeddedQueues } from './open.ts';
