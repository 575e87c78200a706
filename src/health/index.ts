/**
 * Seeing inside a running Hakku: whether it lives, whether it can serve, and figures for a monitoring system.
 * Reads from the store and the queues only when somebody asks; on the path of a message it only counts.
 */
export { createHealth, type Health } from './health.ts';
export { createMetrics, type Metrics } from './metrics.ts';
