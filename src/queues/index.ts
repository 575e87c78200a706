/**
 * Queues and signals behind two small ports, on BullMQ: on the embedded PostgreSQL by default, on Redis by setting.
 * Nothing is kept here that the store could not rebuild.
 */
export type { JobOptions, QueueJobs, QueueName, Queues, Signals } from './queues.ts';
